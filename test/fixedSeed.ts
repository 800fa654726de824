import fc from "fast-check";

// The same cases in every run: a change that fails them is a change of the program.
fc.configureGlobal({ seed: 20261125 });
