import ts from "typescript";

/** A small change of a program's text. */
export interface Mutant {
  kind: "removal" | "sign" | "bound" | "factor" | "branch";
  line: number;
  from: string;
  to: string;
  /** The whole text with the change in it. */
  text: string;
}

const SWAPS = new Map<ts.SyntaxKind, [Mutant["kind"], string]>([
  [ts.SyntaxKind.PlusToken, ["sign", "-"]],
  [ts.SyntaxKind.MinusToken, ["sign", "+"]],
  [ts.SyntaxKind.AsteriskToken, ["factor", "/"]],
  [ts.SyntaxKind.SlashToken, ["factor", "*"]],
  [ts.SyntaxKind.LessThanToken, ["bound", ">="]],
  [ts.SyntaxKind.LessThanEqualsToken, ["bound", ">"]],
  [ts.SyntaxKind.GreaterThanToken, ["bound", "<="]],
  [ts.SyntaxKind.GreaterThanEqualsToken, ["bound", "<"]],
]);

/** Every change of the kinds above in a module: calls left out, signs, bounds, numbers, branches. */
export function findMutants(text: string): Mutant[] {
  const source = ts.createSourceFile("module.ts", text, ts.ScriptTarget.ES2022, true);
  const mutants: Mutant[] = [];
  const change = (node: ts.Node, kind: Mutant["kind"], to: string) => {
    const [start, end] = [node.getStart(source), node.getEnd()];
    mutants.push({
      kind,
      line: source.getLineAndCharacterOfPosition(start).line + 1,
      from: text.slice(start, end),
      to,
      text: text.slice(0, start) + to + text.slice(end),
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
      change(node, "removal", ";");
    } else if (ts.isPropertyAssignment(node) && isEntryOfMarks(node, source)) {
      change(node, "removal", "");
    } else if (ts.isBinaryExpression(node)) {
      const swap = SWAPS.get(node.operatorToken.kind);
      const isText = [node.left, node.right].some((side) => ts.isStringLiteralLike(side));
      if (swap && !isText) change(node.operatorToken, ...swap);
    } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.MinusToken) {
      change(node, "sign", node.operand.getText(source));
    } else if (ts.isConditionalExpression(node)) {
      change(node, "branch", `(${node.whenTrue.getText(source)})`);
      change(node, "branch", `(${node.whenFalse.getText(source)})`);
    } else if (ts.isNumericLiteral(node) && !ts.isElementAccessExpression(node.parent)) {
      const value = Number(node.text);
      const isCount = Number.isInteger(value) && value < 10;
      change(node, "factor", String(isCount ? value + 1 : Number((1.5 * value).toPrecision(6))));
    } else if (
      ts.isPropertyAccessExpression(node) &&
      /^Math\.(min|max)$/.test(node.getText(source))
    ) {
      change(node, "bound", node.name.text === "min" ? "Math.max" : "Math.min");
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return mutants;
}

/** Whether a line of the registry of marks: everything works without it, but for the picture. */
function isEntryOfMarks(node: ts.PropertyAssignment, source: ts.SourceFile): boolean {
  const declaration = ts.findAncestor(node, ts.isVariableDeclaration);
  return declaration?.name.getText(source) === "MARKS";
}
