import type { MessageStyle } from "./render-words.ts";

/** Words around an order that mean nothing to it. {n} is a small number. */
export const GREETINGS: { readonly [style in MessageStyle]: readonly string[] } = {
  email: [
    "Hello,",
    "Dear team,",
    "Good morning,",
    "Hi there,",
    "Dear order desk,",
    "Good afternoon,",
    "Hello again,",
  ],
  chat: ["hi!", "hello there", "hey, good morning", "hi, me again", "morning!"],
  dictated: [
    "Yes, hello, it's me.",
    "Good morning, I hope I reached the right desk.",
    "Hello, am I talking to the order desk?",
    "Right, so, hello.",
  ],
  list: ["Order", "Our order:", "New order", "Shopping list for you"],
};

export const OPENERS: { readonly [style in MessageStyle]: readonly string[] } = {
  email: [
    "I would like to order",
    "Please send us",
    "We would like to have",
    "Could you put aside for us",
    "Our order this time is",
    "Please book an order for",
  ],
  chat: ["can I get", "I need", "pls send", "we'd take", "order for today is"],
  dictated: [
    "I need to order",
    "So what we want is",
    "Put me down for",
    "We are going to take",
    "Could you write down",
  ],
  list: [""],
};

export const CLOSINGS: { readonly [style in MessageStyle]: readonly string[] } = {
  email: [
    "Kind regards",
    "Best wishes",
    "Many thanks and best regards",
    "Thank you very much",
    "Thanks in advance",
  ],
  chat: ["thanks!", "thx", "cheers", "that's all, thanks", "thank you :)"],
  dictated: [
    "That was all, thank you, goodbye.",
    "Good, that's it then, thanks.",
    "Right, that is everything, bye now.",
  ],
  list: ["Thanks", "That is all", "Thank you", "End of list"],
};

export const DIGRESSIONS: readonly string[] = [
  "It has been raining here all week and the yard is under water.",
  "My colleague says hello, she still talks about your summer party.",
  "I have been a customer since 2019 and was never disappointed.",
  "Our old supplier closed down, which is how we found you.",
  "The kids are on holiday and the office is quiet for once.",
  "We had {n} visitors from abroad yesterday and they loved the shop.",
  "The last delivery arrived in perfect shape, by the way.",
  "I hope you are all well after the flu that went round.",
  "Sorry for the many messages lately, we are refurbishing the place.",
  "I tried to reach you by phone but the line was busy.",
  "Traffic in town is dreadful since they closed the bridge.",
  "My husband built {n} shelves at the weekend and is very proud of them.",
  "It was nice to meet you at the fair in spring.",
  "We are a small team of {n} and everybody does a bit of everything.",
  "The garden looks lovely now that the sun is out.",
  "I read about your anniversary in the paper, congratulations.",
  "Somebody here keeps drinking all the coffee, but that is another story.",
  "We moved the storeroom around and finally know what is missing.",
  "The new trainee is settling in well and sends her regards.",
  "I am writing from the train, so forgive the short lines.",
  "Our bookkeeper checked everything {n} times before she let me write.",
  "The dog ate the list, so this one is from memory.",
  "It is a busy month for us, with weddings every weekend.",
  "I saw your new van in the street, very smart.",
  "The boss is away for {n} weeks, so I am in charge.",
  "You were very patient with me on the phone last time.",
  "Business picked up again after a slow winter.",
  "We are still happy with what we bought last year.",
  "The radio says it will snow, hard to believe in this heat.",
  "I nearly forgot about it, my desk is a mess.",
];

export const CHAT_ASIDES: readonly string[] = [
  "sorry for the typos, on my phone",
  "what a day, the heating broke down again",
  "we're {n} people in a tiny kitchen right now",
  "hope your weekend was good, ours was all work",
  "still loving the stuff from last time btw",
  "my boss is standing right behind me haha",
  "had {n} coffees already and it is not even noon",
  "the printer is dead so I type this with one hand",
  "busy here, the whole street is one building site",
];

export const FILLERS: readonly string[] = [
  "Um,",
  "Let me see,",
  "Okay,",
  "Right,",
  "So,",
  "What else,",
  "Oh yes,",
];
