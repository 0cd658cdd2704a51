import type { Concepts } from "./pattern.ts";

/** Words that mean about the same thing in a rule about orders; the patterns name them with "#". */
export const CONCEPTS: Concepts = {
  // time
  receipt:
    "receipt|receiv*|receivedon|arriv*|reception|came_in|come_in|comes_in|coming_in|got_the|get_the|got_it|reached_us|today|order_date|message_date|order_day|message_day|date_of_the_message|date_of_the_order|date_of_the_email|day_of_the_message|day_of_the_order|incoming|was_sent|was_written",
  weekday:
    "monday*|tuesday*|wednesday*|thursday*|friday*|saturday*|sunday*|weekday*|day_of_the_week|day_name|named_day",
  weekend: "weekend*|saturday*|sunday*",
  relative:
    "relative*|tomorrow*|days_from_now|days_hence|days_time|day_offset*|day_count*|n_days|x_days|number_of_days|so_many_days",
  day: "day|days|week|weeks",
  count:
    "count*|start*|begin*|reckon*|measur*|calculat*|comput*|run|runs|running|add*|clock|base*|relative|anchor*|zero|0|from|take|origin|reference",
  // money
  shipping:
    "ship|ships|shipping|shipped|shipment*|freight|postage|carriage|delivery_fee*|delivery_cost*|delivery_charge*|delivery_price*|delivery|deliveries|deliver|delivers|delivered|transport*|courier_fee*",
  goods:
    "goods|merchandise|item|items|product*|article*|line|lines|subtotal*|ware*|sub_total|position*|commodit*|order_value|value_of_the_order",
  discount: "discount*|rebate*|percent*|reduction*|deduct*|markdown|price_cut",
  orderline: "line|lines|item|items|position*|product*|article*|row|rows|entry|entries|lineitem*",
  comma: "comma|commas",
  point: "point|points|dot|dots|period|periods|decimal_point",
  separator:
    "separator*|mark|marks|sign|signs|symbol*|comma|commas|point|points|dot|dots|period|periods|delimiter*|character*|punctuation",
  price:
    "price*|unitprice|amount*|cent|cents|figure*|money|monetary|decimal*|thousand*|separator*|cost|costs|fraction*|number|numbers",
  cents: "cent|cents|decimal*|fraction*|pennies|pence|penny",
  // quantities
  setword:
    "dozen*|pair*|halfdozen*|quantity_word*|set_word*|number_word*|amount_word*|collective*|couple|couples|multipack",
  quantity: "quantit*|amount|amounts|number|numbers|count|counts|howmany|figure|figures",
  missing:
    "no|not|without|missing|miss*|unspecified|omit*|absent|absence|lack*|unstated|unknown|default*|unless|silent|none|never|unclear|forget*|forgot*|leaves|left|only_names|just_names|fallback|fall_back|unquantified|blank",
  unit: "unit|units",
  // people
  firstly: "first|front|begin*|start*|lead*|ahead|before|opens|top|precede*",
  capital: "capital*|upper*|uppercase*|caps|allcaps|block_letter*|majuscule*|big_letter*",
  // rules
  urgent:
    "urgen*|asap|rush|rushed|pressing|immediate*|hurr*|quick*|emergency|express_word*|soon|time_critical|pronto",
  keep: "keep*|kept|stay*|remain*|leave|leaves|left|unchanged|untouched|unmodified|asis|retain*|preserv*|unaltered|intact|maintain*|stick",
  all: "all|every|each|any|everything|complete*|entire*|full*|whole",
  holds:
    "win|wins|count|counts|use|uses|used|take|takes|taken|hold*|stand|stands|appl*|prevail*|valid|keep*|kept|stick*|stay*|matter*|decide*|binding|rule|rules|follow|retain*|remain*|wanted|preced*|go_with|goes|honour|honor|trust|accept*|adopt*|record|write|enter|effective|final|govern*|respect|preserv*",
  override:
    "replac*|overrid*|overrul*|supersed*|overwrit*|cancel*|trump*|supplant*|substitut*|displac*|take_precedence|takes_precedence|take_the_place|takes_the_place|undo|undoes|void*|revoke*",
  later:
    "last|latest|later|final|most_recent|newest|newer|new|second|corrected|afterwards|updated|recent|revised|correction*|amended",
  earlier: "first|earlier|earliest|original*|initial*|old|older|former|before|previous*|prior",
  adding:
    "add|added|adds|adding|addition*|sum|sums|summed|sumup|both|together|accumulat*|cumulat*|combin*|extra|plus|on_top|more|aggregat*|pile",
};
