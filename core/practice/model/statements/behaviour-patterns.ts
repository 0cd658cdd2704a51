import type { Patterns } from "./pattern.ts";

/** How it may be said that the stand-in is to use a tool or to look twice. */
export const BEHAVIOUR_PATTERNS = {
  "use-calculator": {
    topic: [
      "calculator*|calc",
      "tool* calculat*|arithmetic*|comput*|sum|sums|total|totals|mental*|maths|math|multipl*|adding",
    ],
    choices: {
      on: [
        "use|uses|using|used|call|calls|calling|run|runs|let|lets|through|via|with|from|rely|ask|employ|consult|hand|pass|delegate|send|by|leave|feed|give|invoke|must|always|mandatory|every|required calculator|calc !may !might !can !could !available",
        "use|call|using|run|let|through|via|with|rely|invoke|leave tool* !may !might !can !could ?arithmetic*|?comput*|?calculating|?calculation*|?calculate|?sum|?sums|?total|?totals|?mental*|?math|?maths",
      ],
    },
  },
  "check-answer": {
    topic: [
      "check*|recheck*|verif*|review*|reread*|proofread*|compare*|comparing|lookover|inspect*|validat*|reconsider*|examin*|revis* answer*|result*|output*|work|reply|order|json|draft|field*|message|mistake*|error*|everything|twice|again|once_more|before|slip*|second_time|own|finish*|final*",
      "recheck*|proofread*",
    ],
    choices: {
      on: [
        "check*|recheck*|verif*|review*|reread*|proofread*|compare*|comparing|lookover|inspect*|validat*|reconsider*|examin* ?answer*|?result*|?output*|?work|?reply|?draft|?mistake*|?error*|?slip*|twice|again|once_more|second_time|every_field|each_field|all_fields|every_value|before_you|before_answer*|before_send*|before_call*|before_return*|before_finish*|before_submit*|before_hand*|before_reply*|before_giv*|before_deliver*|against|with_the_message|with_the_customer|finished_order|your_order|own|your_json|the_json|the_order|final_order",
        "recheck*|proofread*",
      ],
    },
  },
} as const satisfies Readonly<Record<string, Patterns>>;
