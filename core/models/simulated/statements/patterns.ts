import type { ConventionId } from "#core/models/simulated/conventions.ts";

/**
 * How a rule about orders may be said, as data in the language of pattern.ts. `topic`: what a sentence must be about,
 * in any polarity; `choices`: what it must then say. The choice whose heaviest matching cue weighs most is what
 * the sentence states.
 */
export type Patterns = {
  readonly topic: readonly string[];
  readonly choices: Readonly<Record<string, readonly string[]>>;
};

/** "in three days", however many. */
const IN_DAYS = "in>day|days|week|weeks !within";
const IS_RELATIVE = "!next>>#weekday";

export const BEHAVIOUR_PATTERNS: Readonly<Record<"use-calculator" | "check-answer", Patterns>> = {
  "use-calculator": {
    topic: ["calculator*|calc", "tool* calculat*|arithmetic*|comput*|sum|sums|total|totals|mental*|maths|math|multipl*|adding"],
    choices: {
      on: [
        "use|uses|using|used|call|calls|calling|run|runs|let|lets|through|via|with|from|rely|ask|employ|consult|hand|pass|delegate|send|by|leave|feed|give|invoke|must|always|mandatory|every|required|to>calculator calculator|calc",
        "use|call|using|run|let|through|via|with|rely|invoke|leave tool* ?arithmetic*|?comput*|?calculat*|?sum|?sums|?total|?totals|?mental*|?math|?maths",
      ],
    },
  },
  "check-answer": {
    topic: ["check*|recheck*|verif*|review*|reread*|proofread*|compare*|comparing|lookover|inspect*|validat*|reconsider*|examin*|revis* answer*|result*|output*|work|reply|order|json|draft|field*|message|mistake*|error*|everything|twice|again|once_more|before|slip*|second_time|own|finish*|final*"],
    choices: {
      on: [
        "check*|recheck*|verif*|review*|reread*|proofread*|compare*|comparing|lookover|inspect*|validat*|reconsider*|examin* ?answer*|?result*|?output*|?work|?reply|?draft|?mistake*|?error*|?slip*|twice|again|once_more|second_time|every_field|each_field|all_fields|every_value|before_you|before_answer*|before_send*|before_call*|before_return*|before_finish*|before_submit*|before_hand*|before_reply*|before_giv*|before_deliver*|against|with_the_message|with_the_customer|finished_order|your_order|own|your_json|the_json|the_order|final_order",
        "recheck*|proofread*",
      ],
    },
  },
};

export const CONVENTION_PATTERNS: Readonly<Record<ConventionId, Patterns>> = {
  "date-notation": {
    topic: ["date|dates|dated|deliveron|receivedon|calendar_date*|datestamp* !#relative", "month|months year|day|days|date", "@iso|@dotted|@slashed|@long !#relative"],
    choices: {
      iso: ["@iso =3", "iso|iso8601|8601 =3", "year>>month>>day", "year_first =2", "start*|begin*|lead*|open*>year =2", "year>start*|begin*|leads|first =2", "international*|sortable standard|notation|format|form|style|way"],
      dotted: ["@dotted =3", "dot|dots|dotted|period|periods|point|points|full_stop =2", "german*|continental* =2", "swiss|austrian"],
      "us-slashed": ["@slashed =3", "slash|slashes|slashed|oblique =2", "america*|us|usa|u.s|united_states =2", "month_first =2", "month>before|ahead>day =2", "start*|begin*|lead*|open*>month =2", "month>leads|first =2", "month>>day>>year =2"],
      long: ["@long =3", "month>word*|letters|name|names|text|full|alphabetic* =3", "month_name*|named_month =3", "name|names>month =3", "spell*|written_out|in_words|in_full|long_form|long_style|long_notation|long_format|verbose =3", "write|writing>out =3", "word|words|letters ?month|?months", "-numeric|-number|-digits ?month|?months =2"],
    },
  },
  "relative-day": {
    topic: [`#relative ${IS_RELATIVE}`, `${IN_DAYS} ${IS_RELATIVE}`],
    choices: {
      "from-receipt": ["#receipt =1", "same_day|that_day|day_itself|date_itself|day_0 =2", "0>receipt|receivedon|arrival =2", "?day_of_receipt>0 =2", "tomorrow>is|means|equals>day_after|following !count* !start* !begin* !from =5", "?tomorrow>1>day_after =5"],
      "from-next-day": ["day>after|following =2", "1_day_after|1_day_later|day_later|extra_day|additional_day|another_day|1_more_day|1_extra =3", "next_day|following_day|subsequent_day|day_afterwards|from_tomorrow|with_tomorrow|on_tomorrow|day_that_follows|day_which_follows|day_next =3", "not_count*|-count* ?day_of_receipt|?receipt|?receivedon|?today =2", "omit|skip|exclud*|ignore|disregard ?day_of|?receipt|?receivedon|?today"],
      "from-next-working-day": ["workday* =4", "next_weekday|first_weekday|following_weekday =4"],
    },
  },
  "next-weekday": {
    topic: ["next>#weekday !weekend* !saturday>sunday !sunday>saturday", "next word|before|plus|with weekday*", "#weekday>next"],
    choices: {
      "first-after": ["first|nearest|closest|soonest|upcoming|coming|earliest|immediate*|very_next|comes_next|next_1_to_come|next_available|that_comes|to_come|ahead =2", "evenif>tomorrow|same_week|this_week|1_day =3", "this_week|same_week|current_week"],
      "following-week": ["following|coming|subsequent|upcoming|succeeding|new>week =4", "next_week|next_calendar_week|week_after|weeks_after|week_following|week_later|week_to_come|in_the_1_after|week_that_follows|week_beginning|further_week|week_ahead|week_on =4", "after>current|present|this_week =4", "-this_week|-same_week|-current_week|-present_week|-week =4", "skip*|beyond|jump*>week =4", "calendar_week =3"],
      "skip-within-three-days": ["?3>?day|?days ?less|?under|?fewer|?within|?at_least|?minimum|?more|?closer|?below|?away|?off|?ahead|?later|?notice|?earlier|?sooner|?near|?shorter|?inside|?distance|?gap =8", "?1|?2>?day|?days ?away|?off|?or_less|?later|?only|?ahead|?within|?notice =8", "?72_?hours =8", "?too_?close|?too_?soon|?too_?near =6"],
    },
  },
  "weekend-delivery": {
    topic: ["#weekend"],
    choices: {
      keep: ["#keep =2", "-move*|-moving|-shift*|-chang*|-adjust*|-postpone*|-reschedul*|-alter*|-touch|-correct*|-modif* =2", "ordinary|normal|regular|usual|fine|ok|okay|allowed|accept*|permitted|possible|valid|like_any|as_any|also|too|acceptable|every_day|all_days|7_days|just_as|as_well|like_other|no_exception|may|can|do =1"],
      "friday-before": ["friday* =4", "workday>before|earlier|preceding|ahead|prior =3", "previous|preceding|last|prior|earlier workday =3", "earlier|forward|pull*|advance*|sooner !later =1", "before>weekend =2"],
      "monday-after": ["monday* =4", "next|following|first|subsequent workday =3", "workday>after|following|afterwards =3", "following_week|next_week|new_week|coming_week|week_after =3", "after>weekend =3", "later|postpon*|delay*|defer* =1"],
    },
  },
  "name-order": {
    topic: ["name|names|named|customer|customers|client|person|people|buyer givenname|familyname|comma|#capital|order|inverted|@given-name|@comma-name|@upper-name|reverse*|index|directory|phone|natural|usual|normal|western|family|given", "givenname|familyname|@name-pair", "family_,_given|given_family|family_given", "family>given", "given>family"],
    choices: {
      "given-first": ["@given-name =3", "givenname|given>>familyname|family !familyname>>givenname !family>>given =2", "givenname>first|before|front|ahead|lead*|precede* =4", "start*|begin*|lead*|open*>givenname =4", "natural|usual|normal|western|everyday|spoken|common =1", "familyname>after|behind|last|second|end =3", "-comma|-revers*|-invert* =1", "-familyname>-first =3"],
      "family-comma": ["@comma-name =4", "comma ?familyname|?givenname|?name|?names|?between|?family|?given =3", "familyname_,_givenname|family_,_given =4", "index|directory|phone_book|library|catalogue|bibliograph* =3", "comma =2"],
      "family-upper-first": ["@upper-name =5", "#capital =5", "capitalis*|capitaliz* =5"],
    },
  },
  "quantity-words": {
    topic: ["#setword"],
    choices: {
      "as-pieces": ["piece|pieces|single|singles|individual*|pcs =2", "multipl*|expand*|convert*|resolv*|break|broken|unpack*|dissolv*|calculat*|work_out|translate* =1", "12|24|36|6|48|18|60|2_pieces =2", "actual|real|true|total|units|articles|items =2", "twelve|absolute"],
      "as-sets": ["#keep =3", "set|sets|as_set|1_set =2", "?unit>dozen*|pair*|halfdozen* =3", "as_unit|as_the_unit|as_a_unit|as_units =3", "their_own|its_own|own_unit*|unit_of_its =3", "dozen*|pair*>field =2", "-convert*|-multipl*|-expand*|-resolv*|-break*|-translat*|-turn|-unpack*|-split*|-12|-pieces|-calculat*|-single|-individual* =3", "dozen>stays|remains =3"],
      "as-packs": ["pack|packs|package|packages|packet*|bundle* =4"],
    },
  },
  "default-quantity": {
    topic: ["#missing #quantity !#urgent !currenc* !#setword !#shipping !correct* !separator*", "default*|assum*|suppos*|presum*|unspecified|unstated #quantity|unit|units|piece|pieces|single !#urgent !currenc* !#setword !tax", "quantit* empty|blank|open"],
    choices: {
      one: ["1|single =1", "once =1"],
      zero: ["0|nil|null|none|nothing =1"],
      ten: ["10 =2", "11 !11"],
    },
  },
  "unit-normalisation": {
    topic: ["unit|units|unit_field|measure*|uom|unitofmeasure !#setword", "^piece*|^box*|piece|pieces|box|boxes|pc|pcs|pce|bx !#setword !quantit* !#missing"],
    choices: {
      singular: ["singular*|-plural*|1_form =4", "box|piece|kilo|bottle -boxes|-pieces|^boxes|^pieces|^pcs|-kilos|^kilos|-bottles =5", "without_plural|-plural =4", "box|piece =1", "never_plural|base_form|dictionary_form =3", "-s whole|full|word =3"],
      abbreviation: ["abbreviat*|abbr|abbrevs|short*|contract* =4", "pc|pcs|bx|btl|kg =3", "-spell*|-full|-written_out|-in_full =2"],
      "un-code": ["un|unece|ece|united_nations =6", "pce|kgm|mtr|xbx|nmb =4", "code*|coded|rec20|recommendation|standardised|standardized =3", "edifact =4"],
      plural: ["plural*|pluralis*|pluraliz* =4", "boxes|pieces|kilos -box|-piece|^box|^piece|^kilo =5", "boxes|pieces =1", "add*|append*|end*>s =2"],
    },
  },
  "price-separators": {
    topic: ["#price #separator !round* !truncat* !cutoff !drop* !ignore>decimal* !date|dates !#discount !familyname !givenname !currenc* !symbol", "@comma-cents|@point-cents|@comma-thousand|@point-thousand read|reads|means|interpret*|understand|is|stands|separator*|write|price*|prices|unitprice|treat !round* !#shipping", "unitprice|price|prices #separator", "decimal_comma|decimal_point|decimal_dot !round* !truncat* !cutoff !drop*"],
    choices: {
      "comma-decimal": ["decimal_comma =3", "comma|commas>decimal*|cents|cent|fraction*|pennies|pence =3", "decimal*|cents>comma|commas =2", "point|points|dot|dots|period|periods>thousand*|group* =2", "thousand*|group*>point|points|dot|dots|period|periods =2", "@comma-cents =2", "^@comma-cents =3", "german*|european*|continental* way|style|notation|format|fashion|manner|convention*|reading|like|usage =2", "^@point-thousand =2", "point|points|dot|dots|period|periods>-decimal* =1", "-#point comma|commas =2"],
      "point-decimal": ["decimal_point|decimal_dot =3", "point|points|dot|dots|period|periods>decimal*|cents|cent|fraction*|pennies|pence =3", "decimal*|cents>point|points|dot|dots|period|periods =2", "comma|commas>thousand*|group* =2", "thousand*|group*>comma|commas =2", "@point-cents =2", "^@point-cents =3", "english|american|british|anglo*|us|uk way|style|notation|format|fashion|manner|convention*|reading|like|usage =2", "^@comma-thousand =2", "-#comma point|dot|points|dots =2"],
      "last-decimal": ["?last|?final|?rightmost|?later|?latter|?nearest|?closest|?right_most|?furthest|?ultimate|?farthest|?end #separator|1|decimal*|cents|position =6", "whichever|either|any>last|later|latter =6", "comes_last|appears_last|stands_last =6"],
    },
  },
  rounding: {
    topic: ["round*|truncat*|cutoff|floor*|tie|ties|halfway|midway|in_the_middle|exactly_between|banker|half_even|half_up|halves|chop*|half_cent*|half_a_cent|@round-up|@round-even|@round-down|@rounded", "cent|cents|decimal*|decimals|digit*|place|places fraction*|third|beyond|surplus|drop*|discard*|ignore*|strip*|excess|nearest|partial|remaining|half|extra|superfluous"],
    choices: {
      "half-up": ["@round-up =5", "half>up|upward*|higher =4", "halves>up|upward*|higher =4", "tie|ties|5>up|upward*|higher|away =4", "?5>up|upward*|higher =4", "round*|go|goes>up|upward*|higher =2", "commercial*|kaufm*|ordinary|school|mathematical*|arithmetic*|conventional*|everyday|usual|standard|common =2", "higher_cent|next_cent|next_higher|nearest_cent|away_from_0 =1"],
      "half-even": ["@round-even =6", "even !evenif =6", "banker|gaussian|gauss|ieee|dutch =6"],
      down: ["@round-down =5", "down|downward* =4", "truncat*|cutoff|floor*|chop* =4", "drop*|discard*|strip*|ignore|ignores|delete|deletes|remove|removes|cut|cuts|disregard|forget|throw|throws|lose|loses|omit>?fraction*|?decimal*|?digit*|?cent|?cents|?third|?place*|?part*|?beyond|?remainder|?excess|?rest =4", "fraction*|decimal*|digit*|third|place*|part|parts|beyond|remainder|excess|rest>dropped|discarded|ignored|removed|deleted|stripped|lost|omit|disregarded|thrown|forfeit* =4", "favour|favor =4", "lower|smaller>cent =4", "-round*>-up =3", "-round*|-rounded =1"],
    },
  },
  "discount-order": {
    topic: ["#discount"],
    choices: {
      "goods-only": ["goods|merchandise|items|products|articles|lines|subtotal*|positions only|alone|exclusively|just|solely|purely =3", "-#shipping =4", "?#shipping>-#discount =5", "exclud*|without|except|omit|before|minus|net|outside|ignor* #shipping|-#shipping|^#shipping !included !before>#discount !add*>#shipping>>before =4", "before>shipping|adding|freight|postage|delivery|add =4", "then|later|afterwards|only_then|after_that|finally>>#shipping !#shipping>>then =4", "add*|comes|charged|calculated|added>#shipping>after|later|afterwards|last =4", "#shipping>after|afterwards|later|last|untouched|exempt|in_full|full_price|separate* =4", "?#shipping>#keep =3", "on|to|off|from|of>goods|merchandise|items|products|subtotal !#shipping =1", "goods|merchandise|items|lines|product|products|subtotal !#shipping =1", "first>#discount|percent* =3"],
      "goods-and-shipping": ["goods|merchandise|items|products|lines|subtotal*>and|plus|with|including|together>#shipping =5", "#shipping>and|plus|with>goods|merchandise|items =5", "includ*|inclusive|incl>#shipping =5", "#shipping>includ*|inclusive =5", "#shipping>too|also|likewise =5", "#shipping as_well|too|also|likewise|equally =5", "also|both|even>#shipping =5", "after>#shipping|adding|freight =5", "add*>#shipping>>before|first|then =6", "#shipping>first =5", "first>>#shipping>>then =6", "#shipping>>then>>percent*|discount*|rebate*|take|subtract|deduct|apply|reduc* =5", "whole|entire|full|grand|overall|complete|everything|total amount|amounts|sum|total|invoice|bill|value|order|price|everything =3", "cover*|extend*|includ*|count*|also #shipping =4"],
      "per-line": ["each|every|per|individual*|separate*|single #orderline =6", "line_by_line|item_by_item|by_line|by_item|per_line|per_item|linewise|itemwise|lineitem|line_level|item_level|position_by_position =6", "individually|separately =4"],
    },
  },
  "free-shipping": {
    topic: ["#shipping free*|waiv*|charg*|cost|costs|fee|fees|threshold*|nothing|gratis|add|added|adds|pay|pays|0|limit|cover*|drop*|postage|freight|due|bill|billed|price|paid|levied|levy|apply|applies|always !weekend* !note|notes !instruction* !#discount", "freeshipping", "postage|freight !#discount", "free|freely travel*|order|orders|ship*|goods"],
    choices: {
      "from-50": ["50 =4", "?50 =3"],
      "from-100": ["100 =4", "?100 =3"],
      "from-200": ["200 =4", "?200 =3"],
      never: ["-free* =2", "never|no|not -free*|-waiv*|-drop*|-threshold*|-gratis|-exempt* =2", "always|every|all|each|any|regardless|irrespective|whatever|however|whichever|without_exception|evenif|invariably|independent* #shipping !0 !50 !100 !200 !@point-cents !@comma-cents !free =2", "-waiv*|-threshold|-exception*|-exempt*|-drop* =2"],
    },
  },
  "default-currency": {
    topic: ["currenc*", "#missing|unmarked|unlabelled|unlabeled|unadorned|plain|bare|naked|otherwise|assum*|standard|usual|normal amount*|price*|sign|signs|symbol*|number*|figure*|money|sum|sums !#shipping !correct*", "assum*|default*|bill|invoice|quote|think|reckon|calculate|account|trade eur|euro|euros|usd|dollar|dollars|gbp|pound|pounds|sterling|chf|franc|francs !#shipping"],
    choices: {
      EUR: ["eur|euro|euros =1"],
      USD: ["usd|dollar|dollars =1"],
      GBP: ["gbp|pound|pounds|sterling|quid =1"],
      CHF: ["chf|franc|francs|sfr|swiss =1"],
    },
  },
  "priority-words": {
    topic: ["priorit*|urgen*|asap", "#urgent high|express|1|0|order|orders|marked"],
    choices: {
      high: ["high* =2"],
      express: ["express !express_urgen* !express_it !express_this !express_the !express_priority_as =2"],
      number: ["1 =2", "numeric*|number|digit*|integer*|numeral* =2", "0 1|otherwise|rest|others|everything|else =2"],
    },
  },
  notes: {
    topic: ["notes|remark|remarks|comment|comments|annotation*", "note|noted|noting gift*|present|presents|wrap*|field|instruction*", "note_field"],
    choices: {
      "delivery-only": ["#shipping|driver*|courier*|drop_off|handover =1", "#shipping|driver*|courier* only|just|exclusively|solely|nothing|alone|restrict*|limit*|merely|purely|reserved =4", "#shipping|driver*|courier* -gift*|-present|-presents|-wrap*|-greeting* =6"],
      "gift-and-delivery": ["gift*|present|presents|wrap*|greeting* deliver*|#shipping|driver*|courier* =5", "gift* =1"],
      "verbatim-all": ["verbatim|literal*|original|unabridged|unedited|unfiltered|quote* =3", "copy>remark*|comment* =2", "#all remark*|comment*|saying|extra*|wish*|request*|customer !nothing|nothing_else =2", "exactly|unchanged|own_words|as_written|as_said|as_typed|in_full|asis|same_words|same_wording|unaltered =3", "everything|anything customer*|else|says|said|writes|mentions|other =3", "-shorten*|-paraphras*|-chang*|-summar*|-edit*|-rephras*|-reword* =3"],
      none: ["empty|blank|@empty|unused|nothing|void|none !nothing_else !nothing_more !nothing_other !nothing>#shipping =4", "-notes|-notes_field =2", "-fill*|-use|-put|-write|-copy|-enter|-add|-record|-include|-transfer|-keep|-store !#shipping !gift* !driver* !courier* =3", "-remark|-remarks|-comment|-comments|-anything|-note !#shipping !gift* !driver* !courier* !-shorten* !-paraphras* !-summar* !other =3", "ignore|drop|disregard|discard|omit|skip|forget ?remark*|?comment*|?notes !#shipping !gift* !driver* !courier* =3", "no_notes|always_empty =4"],
    },
  },
  correction: {
    topic: ["correction*|corrected|corrects|correcting|self_correct*|changemind|revis*|amend*|retract*|make_that|i_meant|i_mean|second_thought*|contradict*|rectif* !mistake* !error*", "later|latest|last|new|newer figure*|number*|quantit*|amount*|value* earlier|first|old|original|previous|former|before|replac*|overrid*|supersed*", "earlier|first|original|initial #later|even|#override figure*|number*|quantit*|amount*|value*|statement*|version", "2|several|different quantit*|number*|amount*|figure* same item|product|article|line|thing"],
    choices: {
      "last-wins": ["last|latest|final|most_recent|newest|newer|later|second|recent|revised|updated|corrected|new #holds|value|figure|number|quantity|1|version|word =2", "#override !-#override =2", "-first|-earlier|-original|-old|-initial|-previous|-former =3", "meant>>count*|hold*|stand*|is =2", "?correction*|?corrected>count*|hold*|win|wins|appl*|stand|stands|valid =1", "last|latest =1"],
      "first-wins": ["first|original*|initial*|earliest|old|earlier #holds|value|figure|number|quantity|1|version|statement|change* !#override !-first =3", "-#override =4", "correction* disregard*|ignored|rejected|void|invalid|no_effect|nothing =4", "-correction*|-corrected|-later|-amend* =4", "reject|overlook|rejects|overlooks correction*|later|revis* =4", "-change|-chang*|-count|-counts|-matter* ?first|?original|?initial|?earlier|?correction*|?corrected =4", "first|original|initial|earliest|initially|originally =1"],
      "add-up": ["#adding !-#adding =5", "sum|total of|all|both|old =5"],
    },
  },
};
