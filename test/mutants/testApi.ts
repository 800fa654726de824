import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from "@vitest/expect";

// What the tests of mutants use of vitest, without its processes: many changes are
// judged in one process that has loaded everything but the changed modules.

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
const matchers: unknown = Reflect.get(globalThis, ASYMMETRIC_MATCHERS_OBJECT);
export const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  { ...chai.expect },
  matchers,
);

type Body = (...args: unknown[]) => unknown;
interface Suite {
  tests: (() => Promise<void>)[];
  first: Body[];
  last: Body[];
  before: Body[];
  after: Body[];
}

let suites: Suite[] = [];
let open: Suite[] = [];
beginSuite();

function beginSuite(): Suite {
  const suite: Suite = { tests: [], first: [], last: [], before: [], after: [] };
  suites.push(suite);
  open.push(suite);
  return suite;
}

/** The innermost suite at the place where tests are being described. */
function current(): Suite {
  return open[open.length - 1];
}

export const beforeAll = (body: Body) => void current().first.push(body);
export const afterAll = (body: Body) => void current().last.push(body);
export const beforeEach = (body: Body) => void current().before.push(body);
export const afterEach = (body: Body) => void current().after.push(body);

function addTest(body: Body, args: unknown[] = []): void {
  const around = [...open];
  current().tests.push(async () => {
    for (const { before } of around) for (const prepare of before) await prepare();
    await body(...args);
    for (const { after } of around) for (const clear of after) await clear();
  });
}

function addSuite(body: Body, args: unknown[] = []): void {
  beginSuite();
  body(...args);
  open.pop();
}

/** `add` for each row of a table, as vitest's `each` hands them over. */
const each = (add: typeof addTest) => (rows: readonly unknown[]) => (_name: string, body: Body) => {
  for (const row of rows) add(body, Array.isArray(row) ? row : [row]);
};
const named = (add: typeof addTest) =>
  Object.assign((_name: string, body: Body) => add(body), { each: each(add) });
const addNone: typeof addTest = () => {};
const callable = (add: typeof addTest) =>
  Object.assign(named(add), {
    runIf: (condition: unknown) => named(condition ? add : addNone),
    skipIf: (condition: unknown) => named(condition ? addNone : add),
  });
export const test = callable(addTest);
export const describe = callable(addSuite);

const environment = new Map<string, string | undefined>();
export const vi = {
  stubEnv(name: string, value: string | undefined) {
    if (!environment.has(name)) environment.set(name, process.env[name]);
    setVariable(name, value);
  },
  unstubAllEnvs() {
    environment.forEach((value, name) => setVariable(name, value));
    environment.clear();
  },
};

function setVariable(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}

/**
 * Runs the tests that modules describe while they load.
 *
 * @param load loads them
 * @returns how many there are
 * @throws what the first failing test throws, or loading itself
 */
export async function runTests(load: () => Promise<unknown>): Promise<number> {
  suites = [];
  open = [];
  beginSuite();
  await load();
  for (const { tests, first, last } of suites) {
    for (const prepare of first) await prepare();
    for (const test of tests) await test();
    for (const clear of last) await clear();
  }
  vi.unstubAllEnvs();
  return suites.reduce((count, { tests }) => count + tests.length, 0);
}
