import type { Patterns } from "./pattern.ts";

/** "in three days", however many. */
const IN_DAYS = "in>day|days|week|weeks !within";
const IS_RELATIVE = "!next>>#weekday";

/** How rules about dates and days of delivery may be said. */
export const DATE_PATTERNS = {
  "date-notation": {
    topic: [
      "date|dates|dated|deliveron|receivedon|calendar_date*|datestamp* !#relative",
      "month|months year|day|days|date",
      "@iso|@dotted|@slashed|@long !#relative",
    ],
    choices: {
      iso: [
        "@iso =3",
        "iso|iso8601|8601 =3",
        "year>>month>>day",
        "year_first =2",
        "start*|begin*|lead*|open*>year =2",
        "year>start*|begin*|leads|first =2",
        "international*|sortable standard|notation|format|form|style|way",
      ],
      dotted: [
        "@dotted =3",
        "dot|dots|dotted|period|periods|point|points|full_stop =2",
        "german*|continental* =2",
        "swiss|austrian",
      ],
      "us-slashed": [
        "@slashed =3",
        "slash|slashes|slashed|oblique =2",
        "america*|us|usa|u.s|united_states =2",
        "month_first =2",
        "month>before|ahead>day =2",
        "start*|begin*|lead*|open*>month =2",
        "month>leads|first =2",
        "month>>day>>year =2",
      ],
      long: [
        "@long =3",
        "month>word*|letters|name|names|text|full|alphabetic* =3",
        "month_name*|named_month =3",
        "name|names>month =3",
        "spell*|written_out|in_words|in_full|long_form|long_style|long_notation|long_format|verbose =3",
        "write|writing>out =3",
        "word|words|letters ?month|?months",
        "-numeric|-number|-digits ?month|?months =2",
      ],
    },
  },
  "relative-day": {
    topic: [`#relative ${IS_RELATIVE}`, `${IN_DAYS} ${IS_RELATIVE}`],
    choices: {
      "from-receipt": [
        "#receipt =1",
        "same_day|that_day|day_itself|date_itself|day_0 =2",
        "0>receipt|receivedon|arrival =2",
        "?day_of_receipt>0 =2",
        "day_1 day_after =5",
        "tomorrow>is|means|equals>day_after|following !count* !start* !begin* !from =5",
        "?tomorrow>1>day_after =5",
      ],
      "from-next-day": [
        "day>after|following =2",
        "1_day_after|1_day_later|day_later|extra_day|additional_day|another_day|1_more_day|1_extra =3",
        "next_day|following_day|subsequent_day|day_afterwards|from_tomorrow|with_tomorrow|on_tomorrow|day_that_follows|day_which_follows|day_next =3",
        "not_count*|-count* ?day_of_receipt|?receipt|?receivedon|?today =2",
        "omit|skip|exclud*|ignore|disregard ?day_of|?receipt|?receivedon|?today",
      ],
      "from-next-working-day": ["workday* =4", "next_weekday|first_weekday|following_weekday =4"],
    },
  },
  "next-weekday": {
    topic: [
      "next>#weekday !weekend* !saturday>sunday !sunday>saturday",
      "next word|before|plus|with weekday*",
      "#weekday>next",
    ],
    choices: {
      "first-after": [
        "first|nearest|closest|soonest|upcoming|coming|earliest|immediate*|very_next|comes_next|next_1_to_come|next_available|that_comes|to_come|ahead =2",
        "?evenif>?tomorrow|?same_week|?1_day|?day|?days =3",
        "?evenif>?is|?falls|?in|?within>?this_week =3",
        "this_week|same_week|current_week",
      ],
      "following-week": [
        "following|coming|subsequent|upcoming|succeeding|new>week =4",
        "next_week|next_calendar_week|week_after|weeks_after|week_following|week_later|week_to_come|in_the_thing_after|thing_after_that|week_that_follows|week_beginning|further_week|week_ahead|week_on =4",
        "after>current|present|this_week =4",
        "-this_week|-same_week|-current_week|-present_week|-week =4",
        "skip*|beyond|jump*>week =4",
        "calendar_week =3",
      ],
      "skip-within-three-days": [
        "?3>?day|?days ?less|?under|?fewer|?within|?at_least|?minimum|?more|?closer|?below|?away|?off|?ahead|?later|?notice|?earlier|?sooner|?near|?shorter|?inside|?distance|?gap =8",
        "?1|?2>?day|?days ?away|?off|?or_less|?later|?only|?ahead|?within|?notice =8",
        "?72_?hours =8",
        "?too_?close|?too_?soon|?too_?near =6",
      ],
    },
  },
  "weekend-delivery": {
    topic: ["#weekend"],
    choices: {
      keep: [
        "#keep =2",
        "-move*|-moving|-shift*|-chang*|-adjust*|-postpone*|-reschedul*|-alter*|-touch|-correct*|-modif* !friday* !monday* =2",
        "-friday* -monday* =3",
        "ordinary|normal|regular|usual|fine|ok|okay|allowed|accept*|permitted|possible|valid|like_any|as_any|also|too|acceptable|every_day|all_days|7_days|just_as|as_well|like_other|no_exception|may|can|do_deliver =1",
      ],
      "friday-before": [
        "friday* =4",
        "workday>before|earlier|preceding|ahead|prior =3",
        "previous|preceding|last|prior|earlier workday =3",
        "earlier|forward|pull*|advance*|sooner !later =1",
        "before>weekend =2",
      ],
      "monday-after": [
        "monday* =4",
        "next|following|first|subsequent workday =3",
        "workday>after|following|afterwards =3",
        "following_week|next_week|new_week|coming_week|week_after =3",
        "after>weekend =3",
        "later|postpon*|delay*|defer* =1",
      ],
    },
  },
} as const satisfies Readonly<Record<string, Patterns>>;
