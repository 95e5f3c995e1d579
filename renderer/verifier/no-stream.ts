/** Stands for Node's streams, which a browser has not: the XML reader asks whether there are any, and does without. */
export {};
