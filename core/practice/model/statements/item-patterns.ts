import type { Patterns } from "./pattern.ts";

/** How rules about quantities, units and prices may be said. */
export const ITEM_PATTERNS = {
  "quantity-words": {
    topic: ["#setword"],
    choices: {
      "as-pieces": [
        "piece|pieces|single|singles|individual*|pcs =2",
        "multipl*|expand*|convert*|resolv*|break|broken|unpack*|dissolv*|calculat*|work_out|translate* =1",
        "12|24|36|6|48|18|60|2_pieces =2",
        "actual|real|true|total|units|articles|items =2",
      ],
      "as-sets": [
        "#keep =3",
        "set|sets|as_set|1_set =2",
        "?unit>dozen*|pair*|halfdozen* =3",
        "as_unit|as_the_unit|as_a_unit|as_units =3",
        "their_own|its_own|own_unit*|unit_of_its =3",
        "dozen*|pair*>field =2",
        "-convert*|-multipl*|-expand*|-resolv*|-break*|-translat*|-turn|-unpack*|-split*|-12|-pieces|-calculat*|-single|-individual* =3",
        "write|enter|note|put|record>dozen*|pair* !12 !24 !36 !pack* !piece* =1",
      ],
      "as-packs": ["pack|packs|package|packages|packet*|bundle* =4"],
    },
  },
  "default-quantity": {
    topic: [
      "#missing #quantity !#urgent !currenc* !#setword !#shipping !correct* !separator*",
      "default*|assum*|suppos*|presum*|unspecified|unstated #quantity|unit|units|piece|pieces|single !#urgent !currenc* !#setword !tax",
      "quantit* empty|blank|open",
    ],
    choices: {
      one: ["1|single =1", "once =1"],
      zero: ["0|nil|null|none|nothing =1"],
      ten: ["10 =2"],
    },
  },
  "unit-normalisation": {
    topic: [
      "unit|units|unit_field|measure*|uom|unitofmeasure !#setword",
      "piece|pieces|box|boxes|pc|pcs|pce|bx write|written|turn|say|noted|becomes|instead|shorten|convert*|normalis*|normaliz*|use|means|call !#setword !quantit* !#missing",
    ],
    choices: {
      singular: [
        "singular*|-plural*|1_form =4",
        "box|piece|kilo|bottle -boxes|-pieces|^boxes|^pieces|^pcs|-kilos|^kilos|-bottles =5",
        "without_plural|-plural =4",
        "box|piece =1",
        "never_plural|base_form|dictionary_form =3",
        "-s whole|full|word =3",
      ],
      abbreviation: [
        "abbreviat*|abbr|abbrevs|short*|contract* =4",
        "pc|pcs|bx|btl|kg =3",
        "-spell*|-full|-written_out|-in_full =2",
      ],
      "un-code": [
        "un|unece|ece|united_nations =6",
        "pce|kgm|mtr|xbx|nmb =4",
        "code*|coded|rec20|recommendation|standardised|standardized =3",
        "edifact =4",
      ],
      plural: [
        "plural*|pluralis*|pluraliz* =4",
        "boxes|pieces|kilos -box|-piece|^box|^piece|^kilo =5",
        "boxes|pieces =1",
        "add*|append*|end*>s =2",
      ],
    },
  },
  "price-separators": {
    topic: [
      "#price #separator !round* !truncat* !cutoff !drop* !ignore>decimal* !date|dates !#discount !familyname !givenname !currenc* !symbol",
      "@comma-cents|@point-cents|@comma-thousand|@point-thousand read|reads|means|interpret*|understand|is|stands|separator*|write|price*|prices|unitprice|treat !round* !#shipping",
      "unitprice|price|prices #separator",
      "decimal_comma|decimal_point|decimal_dot !round* !truncat* !cutoff !drop*",
    ],
    choices: {
      "comma-decimal": [
        "decimal_comma =3",
        "comma|commas>decimal*|cents|cent|fraction*|pennies|pence =3",
        "decimal*|cents>comma|commas =2",
        "point|points|dot|dots|period|periods>thousand*|group* =2",
        "thousand*|group*>point|points|dot|dots|period|periods =2",
        "@comma-cents =2",
        "^@comma-cents =3",
        "german*|european*|continental* way|style|notation|format|fashion|manner|convention*|reading|like|usage =2",
        "^@point-thousand =2",
        "point|points|dot|dots|period|periods>-decimal* =1",
        "-#point comma|commas =2",
        "^comma|^commas follows|after|behind cents|cent|decimal*|fraction* =2",
      ],
      "point-decimal": [
        "decimal_point|decimal_dot =3",
        "point|points|dot|dots|period|periods>decimal*|cents|cent|fraction*|pennies|pence =3",
        "decimal*|cents>point|points|dot|dots|period|periods =2",
        "comma|commas>thousand*|group* =2",
        "thousand*|group*>comma|commas =2",
        "@point-cents =2",
        "^@point-cents =3",
        "english|american|british|anglo*|us|uk way|style|notation|format|fashion|manner|convention*|reading|like|usage =2",
        "^@comma-thousand =2",
        "-#comma point|dot|points|dots =2",
        "^point|^dot|^points|^dots|^period follows|after|behind cents|cent|decimal*|fraction* =2",
      ],
      "last-decimal": [
        "?last|?final|?rightmost|?later|?latter|?nearest|?closest|?right_most|?furthest|?ultimate|?farthest|?end #separator|thing|decimal*|cents|position =6",
        "whichever|either|any>last|later|latter =6",
        "comes_last|appears_last|stands_last =6",
      ],
    },
  },
  correction: {
    topic: [
      "correction*|corrected|corrects|correcting|self_correct*|changemind|revis*|amend*|retract*|make_that|i_meant|i_mean|second_thought*|rectif* !mistake* !error*",
      "later|latest|last|new|newer figure*|number*|quantit*|amount*|value* earlier|first|old|original|previous|former|before|replac*|overrid*|supersed*",
      "earlier|first|original|initial #later|even|#override figure*|number*|quantit*|amount*|value*|statement*|version",
      "2|several|different quantit*|number*|amount*|figure* same item|product|article|line|thing",
    ],
    choices: {
      "last-wins": [
        "last|latest|final|most_recent|newest|newer|later|second|recent|revised|updated|corrected|new #holds|value|figure|number|quantity|thing|version|word =2",
        "#override !-#override =2",
        "-first|-earlier|-original|-old|-initial|-previous|-former =3",
        "?meant>>count*|hold*|stand*|is =2",
        "?make_that|?i_meant|?i_mean>>order|use|take|write|enter|deliver|record|set|book =1",
        "?correction*|?corrected>count*|hold*|win|wins|appl*|stand|stands|valid =1",
        "last|latest =1",
      ],
      "first-wins": [
        "first|original*|initial*|earliest|old|earlier #holds|value|figure|number|quantity|thing|version|statement|change* !#override !-first =3",
        "-#override =4",
        "correction* disregard*|ignored|rejected|void|invalid|no_effect|nothing =4",
        "-correction*|-corrected|-later|-amend* !-add* !-sum* =4",
        "reject|overlook|rejects|overlooks correction*|later|revis* =4",
        "-change|-chang*|-count|-counts|-matter* ?first|?original|?initial|?earlier|?correction*|?corrected =4",
        "first|original|initial|earliest|initially|originally =1",
      ],
      "add-up": ["#adding !-#adding =5", "sum|total of|all|both|old =5"],
    },
  },
} as const satisfies Readonly<Record<string, Patterns>>;
