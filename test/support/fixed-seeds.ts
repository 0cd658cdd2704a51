import fc from "fast-check";
import { readPropertySeed } from "./property-seed.ts";

/**
 * What a property draws is the same in every run, so that a failure is one of the code and not of the day. Another seed
 * draws others; one that fails says its seed.
 */
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: readPropertySeed(process.env["PROPERTY_SEED"]) });
