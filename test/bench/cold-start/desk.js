// The program itself, as it is built, with the probe beside it.
import './probe.js';

await import(process.env.BENCH_MAIN);
