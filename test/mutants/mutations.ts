import { parseSync, Visitor } from 'oxc-parser'

/** A small change of one file, which a test should notice. */
export interface Mutation {
  readonly file: string
  readonly start: number
  readonly end: number
  readonly replacement: string
  /** `removes a call` */
  readonly what: string
}

type Span = { readonly start: number; readonly end: number }
type Note = (span: Span, replacement: string, what: string) => void

const OPERATORS: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
  '&&': '||',
  '||': '&&',
  '??': '&&',
}

/** Finds every mutation of a file. Types and texts are left alone. */
export function mutationsIn(file: string, source: string): readonly Mutation[] {
  const { program, errors } = parseSync(file, source)
  if (errors.length > 0) throw new Error(`Failed to parse ${file}: ${errors[0]?.message}`)
  const found: Mutation[] = []
  const types: Span[] = []
  const text = ({ start, end }: Span): string => source.slice(start, end)
  const note: Note = ({ start, end }, replacement, what) => {
    if (source.slice(start, end) !== replacement) found.push({ file, start, end, replacement, what })
  }
  /** Replaces the operator between two operands. */
  const swap = (left: Span, right: Span, operator: string): void => {
    const other = OPERATORS[operator]
    const at = source.indexOf(operator, left.end)
    if (other === undefined || at === -1 || at >= right.start) return
    note({ start: at, end: at + operator.length }, other, `${operator} becomes ${other}`)
  }
  const negate = (test: Span): void => note(test, `!(${text(test)})`, 'negates a condition')
  new Visitor({
    BinaryExpression: ({ left, right, operator }) => swap(left, right, operator),
    LogicalExpression: ({ left, right, operator }) => swap(left, right, operator),
    IfStatement: ({ test }) => negate(test),
    ConditionalExpression: ({ test }) => negate(test),
    ReturnStatement({ argument }) {
      if (argument !== null && text(argument) !== 'undefined') note(argument, 'undefined as never', 'returns undefined')
    },
    ExpressionStatement(statement) {
      const { expression } = statement
      const call = expression.type === 'AwaitExpression' ? expression.argument : expression
      if (call.type === 'CallExpression') note(statement, ';', 'removes a call')
    },
    Literal(literal) {
      if (typeof literal.value === 'boolean') note(literal, String(!literal.value), 'flips a boolean')
      if (typeof literal.value === 'number') note(literal, `(${literal.raw} + 1)`, 'adds 1 to a number')
    },
    TSLiteralType({ start, end }) {
      types.push({ start, end })
    },
  }).visit(program)
  return found.filter((one) => !types.some(({ start, end }) => start <= one.start && one.end <= end))
}
