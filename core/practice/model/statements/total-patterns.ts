import type { Patterns } from "./pattern.ts";

/** How rules about the total and its currency may be said. */
export const TOTAL_PATTERNS = {
  rounding: {
    topic: [
      "round*|truncat*|cutoff|floor*|tie|ties|halfway|midway|in_the_middle|exactly_between|banker|half_even|half_up|halves|chop*|half_cent*|half_a_cent|@round-up|@round-even|@round-down|@rounded",
      "cent|cents|decimal*|decimals|digit*|place|places fraction*|third|beyond|surplus|drop*|discard*|ignore*|strip*|excess|nearest|partial|remaining|half|extra|superfluous",
    ],
    choices: {
      "half-up": [
        "@round-up =5",
        "half>up|upward*|higher =4",
        "halves>up|upward*|higher =4",
        "tie|ties|5>up|upward*|higher|away =4",
        "?5>up|upward*|higher =4",
        "round*|go|goes>up|upward*|higher =2",
        "commercial*|kaufm*|ordinary|school|mathematical*|arithmetic*|conventional*|everyday|usual|standard|common =2",
        "higher_cent|next_cent|next_higher|nearest_cent|away_from_0 =1",
      ],
      "half-even": ["@round-even =6", "even !evenif =6", "banker|gaussian|gauss|ieee|dutch =6"],
      down: [
        "@round-down =5",
        "-charg*|-bill*|-keep -fraction* =2",
        "down|downward* =4",
        "truncat*|cutoff|floor*|chop* =4",
        "drop*|discard*|strip*|ignore|ignores|delete|deletes|remove|removes|cut|cuts|disregard|forget|throw|throws|lose|loses|omit>?fraction*|?decimal*|?digit*|?cent|?cents|?third|?place*|?part*|?beyond|?remainder|?excess|?rest =4",
        "fraction*|decimal*|digit*|third|place*|part|parts|beyond|remainder|excess|rest>dropped|discarded|ignored|removed|deleted|stripped|lost|omit|disregarded|thrown|forfeit* =4",
        "favour|favor =4",
        "lower|smaller>cent =4",
        "-round*>-up !half* !halves !tie* =3",
        "-round* !half* !halves !tie* !even !banker !commercial* !-down* =1",
      ],
    },
  },
  "discount-order": {
    topic: ["#discount"],
    choices: {
      "goods-only": [
        "goods|merchandise|items|products|articles|lines|subtotal*|positions only|alone|exclusively|just|solely|purely =3",
        "-#shipping =4",
        "?#shipping>-#discount =5",
        "exclud*|without|except|omit|before|minus|net|outside|ignor* #shipping|-#shipping|^#shipping !included !before>#discount !add*>#shipping>>before =4",
        "before>shipping|adding|freight|postage|delivery|add =4",
        "then|later|afterwards|only_then|after_that|finally>>#shipping !#shipping>>then =4",
        "add*|comes|charged|calculated|added>#shipping>after|later|afterwards|last =4",
        "#shipping>after|afterwards|later|last|untouched|exempt|in_full|full_price|separate* =4",
        "?#shipping>#keep =3",
        "on|to|off|from|of>goods|merchandise|items|products|subtotal !#shipping =1",
        "goods|merchandise|items|lines|product|products|subtotal !#shipping =1",
        "first>#discount|percent* =3",
      ],
      "goods-and-shipping": [
        "goods|merchandise|items|products|lines|subtotal*>and|plus|with|including|together>#shipping =5",
        "#shipping>and|plus|with>goods|merchandise|items =5",
        "includ*|inclusive|incl>#shipping =5",
        "#shipping>includ*|inclusive =5",
        "#shipping>too|also|likewise =5",
        "#shipping as_well|too|also|likewise|equally =5",
        "also|both|even>#shipping =5",
        "after>#shipping|adding|freight =5",
        "add*>#shipping>>before|first|then =6",
        "#shipping>first =5",
        "first>>#shipping>>then =6",
        "#shipping>>then>>percent*|discount*|rebate*|take|subtract|deduct|apply|reduc* =5",
        "whole|entire|full|grand|overall|complete>amount|amounts|sum|total|invoice|bill|value|order|price =3",
        "total_amount|total_sum|total_price|order_total|invoice_total|everything =3",
        "cover*|extend*|includ*|also>#shipping =4",
        "#shipping>part|belongs|counted|counts =4",
      ],
      "per-line": [
        "each|every|per|individual*|separate*|single #orderline =6",
        "line_by_line|item_by_item|by_line|by_item|per_line|per_item|linewise|itemwise|lineitem|line_level|item_level|position_by_position =6",
        "individually|separately =4",
      ],
    },
  },
  "free-shipping": {
    topic: [
      "#shipping free*|waiv*|charg*|cost|costs|fee|fees|threshold*|nothing|gratis|add|added|adds|pay|pays|0|limit|cover*|drop*|postage|freight|due|bill|billed|price|paid|levied|levy|apply|applies|always|on_us|our_expense|our_treat|every_time !weekend* !note|notes !instruction* !#discount",
      "freeshipping",
      "postage|freight !#discount",
      "free|freely travel*|order|orders|ship*|goods",
    ],
    choices: {
      "from-50": [
        "50 =4",
        "?50 !-free* =3",
        "?50 -free* ?under|?below|?less|?smaller|?until|?before|?unless|?beneath =3",
      ],
      "from-100": [
        "100 =4",
        "?100 !-free* =3",
        "?100 -free* ?under|?below|?less|?smaller|?until|?before|?unless|?beneath =3",
      ],
      "from-200": [
        "200 =4",
        "?200 !-free* =3",
        "?200 -free* ?under|?below|?less|?smaller|?until|?before|?unless|?beneath =3",
      ],
      never: [
        "-free*|-gratis !50 !100 !200 =2",
        "always|every|all|each|any|regardless|irrespective|whatever|however|whichever|without_exception|evenif|invariably|independent* #shipping !0 !50 !100 !200 !@point-cents !@comma-cents !free =2",
        "-waiv*|-threshold|-exception*|-exempt*|-drop* =2",
      ],
    },
  },
  "default-currency": {
    topic: [
      "currenc*",
      "#missing|unmarked|unlabelled|unlabeled|unadorned|plain|bare|naked|otherwise|assum*|standard|usual|normal amount*|price*|sign|signs|symbol*|number*|figure*|money|sum|sums !#shipping !correct*",
      "assum*|default*|bill|invoice|quote|think|reckon|calculate|account|trade eur|euro|euros|usd|dollar|dollars|gbp|pound|pounds|sterling|chf|franc|francs !#shipping",
    ],
    choices: {
      EUR: ["eur|euro|euros =1"],
      USD: ["usd|dollar|dollars =1"],
      GBP: ["gbp|pound|pounds|sterling|quid =1"],
      CHF: ["chf|franc|francs|sfr|swiss =1"],
    },
  },
} as const satisfies Readonly<Record<string, Patterns>>;
