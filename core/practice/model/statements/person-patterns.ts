import type { Patterns } from "./pattern.ts";

/** How rules about the customer, urgency and remarks may be said. */
export const PERSON_PATTERNS = {
  "name-order": {
    topic: [
      "name|names|named|customer|customers|client|person|people|buyer givenname|familyname|comma|#capital|order|inverted|@given-name|@comma-name|@upper-name|reverse*|index|directory|phone|natural|usual|normal|western|family|given !price* !decimal* !cents",
      "givenname|familyname|@name-pair",
      "family_,_given|given_family|family_given",
      "family>given",
      "given>family",
    ],
    choices: {
      "given-first": [
        "@given-name =3",
        "givenname|given>>familyname|family !familyname>>givenname !family>>given =2",
        "givenname>first|before|front|ahead|lead*|precede* =4",
        "start*|begin*|lead*|open*>givenname =4",
        "natural|usual|normal|western|everyday|spoken|common =1",
        "familyname>after|behind|last|second|end =3",
        "-comma|-revers*|-invert* =1",
        "-familyname>-first =3",
      ],
      "family-comma": [
        "@comma-name =4",
        "comma ?familyname|?givenname|?name|?names|?between|?family|?given =3",
        "familyname_,_givenname|family_,_given =4",
        "index|directory|phone_book|library|catalogue|bibliograph* =3",
        "comma =2",
      ],
      "family-upper-first": ["@upper-name =5", "#capital =5", "capitalis*|capitaliz* =5"],
    },
  },
  "priority-words": {
    topic: ["priorit*|urgen*|asap", "#urgent high|express|1|0|order|orders|marked"],
    choices: {
      high: ["high* =2"],
      express: ["express !express_urgen* !express_it !express_this !express_the !express_priority_as =2"],
      number: [
        "1 =2",
        "numeric*|number|digit*|integer*|numeral* =2",
        "0 1|otherwise|rest|others|everything|else =2",
      ],
    },
  },
  notes: {
    topic: [
      "notes|remark|remarks|comment|comments|annotation*",
      "note|noted|noting gift*|present|presents|wrap*|field|instruction*",
      "note_field",
    ],
    choices: {
      "delivery-only": [
        "#shipping|driver*|courier*|drop_off|handover =1",
        "^#shipping|^driver*|^courier* goes|go|put|copy|write|add|enter|belongs !gift* =1",
        "#shipping|driver*|courier* only|just|exclusively|solely|nothing|alone|restrict*|limit*|merely|purely|reserved =4",
        "#shipping|^#shipping|driver*|^driver*|courier*|^courier* -gift*|-present|-presents|-wrap*|-greeting* =6",
      ],
      "gift-and-delivery": [
        "gift*|present|presents|wrap*|greeting* deliver*|#shipping|driver*|courier* =5",
        "^gift*|^present|^presents ^deliver*|^#shipping|^driver* =5",
        "gift* =1",
      ],
      "verbatim-all": [
        "verbatim|literal*|original|unabridged|unedited|unfiltered|quote* =3",
        "copy>remark*|comment* =2",
        "#all remark*|comment*|saying|extra*|wish*|request*|customer !nothing|nothing_else =2",
        "exactly|unchanged|own_words|as_written|as_said|as_typed|in_full|asis|same_words|same_wording|unaltered =3",
        "everything|anything customer*|else|says|said|writes|mentions|other =3",
        "-shorten*|-paraphras*|-chang*|-summar*|-edit*|-rephras*|-reword* =3",
      ],
      none: [
        "empty|blank|@empty|unused|nothing|void|none !nothing_else !nothing_more !nothing_other !nothing>#shipping =4",
        "-notes|-notes_field !verbatim !literal* =2",
        "-fill*|-use|-put|-write|-copy|-enter|-add|-record|-include|-transfer|-keep|-store !#shipping !gift* !driver* !courier* !verbatim !literal* !unchanged =3",
        "-remark|-remarks|-comment|-comments|-anything|-note !verbatim !literal* !#shipping !gift* !driver* !courier* !-shorten* !-paraphras* !-summar* !other =3",
        "ignore|drop|disregard|discard|omit|skip|forget ?remark*|?comment*|?notes !#shipping !gift* !driver* !courier* =3",
        "no_notes|always_empty =4",
      ],
    },
  },
} as const satisfies Readonly<Record<string, Patterns>>;
