import type { Unit } from "./intent.ts";

/** How much one of it costs: "small" under 1, "usual" 1 to 10, "upper" 15 to 90, "dear" over 1000. */
export type PriceBand = "small" | "usual" | "upper" | "dear";

export type ProductWord = readonly [description: string, unit: Unit, band: PriceBand];

/** What the houses sell: kitchen, office and workshop supplies. A world draws 40 of these. */
export const PRODUCT_WORDS: readonly ProductWord[] = [
  ["paper napkin", "piece", "small"],
  ["brass screw", "piece", "small"],
  ["wooden skewer", "piece", "small"],
  ["steel washer", "piece", "small"],
  ["rubber stopper", "piece", "small"],
  ["coffee filter", "piece", "small"],
  ["tea light", "piece", "small"],
  ["cable tie", "piece", "small"],
  ["copper rivet", "piece", "small"],
  ["paper straw", "piece", "small"],
  ["oak brush", "piece", "usual"],
  ["enamel mug", "piece", "usual"],
  ["linen towel", "piece", "usual"],
  ["glass carafe", "piece", "usual"],
  ["bamboo spoon", "piece", "usual"],
  ["gel pen", "box", "usual"],
  ["green tea", "box", "usual"],
  ["chalk stick", "box", "usual"],
  ["candle set", "box", "usual"],
  ["latex glove", "box", "usual"],
  ["envelope large", "box", "usual"],
  ["basmati rice", "kilo", "usual"],
  ["rye flour", "kilo", "usual"],
  ["red lentil", "kilo", "usual"],
  ["sea salt", "kilo", "usual"],
  ["brown sugar", "kilo", "usual"],
  ["roofing nail", "kilo", "usual"],
  ["plaster filler", "kilo", "usual"],
  ["hemp rope", "metre", "usual"],
  ["satin ribbon", "metre", "usual"],
  ["garden hose", "metre", "usual"],
  ["cotton cloth", "metre", "usual"],
  ["steel chain", "metre", "usual"],
  ["copper wire", "metre", "usual"],
  ["sticky note", "pack", "usual"],
  ["tissue refill", "pack", "usual"],
  ["battery cell", "pack", "usual"],
  ["sanding sheet", "pack", "usual"],
  ["folder tab", "pack", "usual"],
  ["dried chilli", "pack", "usual"],
  ["bread knife", "piece", "upper"],
  ["cast iron pan", "piece", "upper"],
  ["wall clock", "piece", "upper"],
  ["desk lamp", "piece", "upper"],
  ["tool roll", "piece", "upper"],
  ["copy paper", "box", "upper"],
  ["floor tile", "box", "upper"],
  ["arabica coffee", "kilo", "upper"],
  ["vanilla pod", "pack", "upper"],
  ["wool felt", "metre", "upper"],
  ["toner cartridge", "piece", "upper"],
  ["oak shelf", "piece", "upper"],
  ["espresso machine", "piece", "dear"],
  ["standing desk", "piece", "dear"],
  ["label printer", "piece", "dear"],
  ["dough mixer", "piece", "dear"],
  ["band saw", "piece", "dear"],
  ["cooling cabinet", "piece", "dear"],
];

export const GIVEN_NAMES: readonly string[] = (
  "Anna Tomas Ines Jonas Maria Pavel Greta Luca Nadia Emil Clara Viktor Alma Henrik Rosa Milan Edith Oskar " +
  "Lena Mateo Ida Stefan Nora Felix Amira Robert Julia Andrej Helen Simon Yara Daniel Teresa Karl Mina Leo"
).split(" ");

export const FAMILY_NAMES: readonly string[] = (
  "Berg Novak Castillo Lindgren Moretti Hansen Petrov Okafor Weber Silva Dubois Kowalski Brandt Haas Fischer " +
  "Romero Janssen Larsen Mancini Horvat Keller Santos Bauer Lambert Nowak Vogel Ferrari Olsen Costa Zeman " +
  "Marin Falk Richter Almeida Thorne Baker Quinn Ashby Molnar Steiner"
).split(" ");

export const FIRM_NAMES: readonly string[] = [
  "Harbour Bakery",
  "Linden Hotel",
  "Northside Workshop",
  "Riverside School",
  "Blue Door Catering",
  "Old Mill Cafe",
  "Castle Street Dental",
  "Fernhill Nursery",
  "Station Bistro",
  "Greenway Joinery",
  "Lakeview Clinic",
  "Corner Print Shop",
  "Sunfield Farm",
  "Market Hall Kitchen",
  "Westgate Theatre",
  "Maple Row Studio",
];
