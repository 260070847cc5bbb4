/**
 * Tokens → terms with their places, by the precedence of operators (Pratt's way): one grammar for
 * the steps of an expression and the formulas of checks. A minus sign binds less than a power: −x²
 * is −(x²), as in mathematics and in Python.
 */
import { POWER, SIGN, type Language } from './language';
import type { Token } from './tokens';
import { replaced, Trouble } from './trouble';

interface Place {
  /** In the text, parentheses around the term included. */
  start: number;
  end: number;
  /** As it is written, without parentheses around it. */
  text: string;
}

export type Term<O extends string> = Place &
  (
    | { kind: 'number'; value: number }
    | { kind: 'name'; name: string }
    | { kind: 'call'; name: string; arguments: Argument<O>[] }
    /** `of.name`; null where it is not called. */
    | { kind: 'member'; of: Term<O>; name: string; arguments: Argument<O>[] | null }
    | { kind: 'negate'; argument: Term<O> }
    | { kind: 'binary'; operator: O; left: Term<O>; right: Term<O> }
  );

/** `axis=0` has a keyword. */
export interface Argument<O extends string> {
  keyword: string | null;
  value: Term<O>;
}

/**
 * @param text that the tokens are of
 * @param tokens at least one, with all their parentheses
 * @throws Trouble
 */
export function parse<O extends string>(
  text: string,
  tokens: readonly Token[],
  language: Language<O>,
): Term<O> {
  return new Parser(text, tokens, language).whole();
}

class Parser<O extends string> {
  private index = 0;

  constructor(
    private readonly text: string,
    private readonly tokens: readonly Token[],
    private readonly language: Language<O>,
  ) {}

  whole(): Term<O> {
    const term = this.expression(0);
    if (this.next) throw this.leftOver(this.next);
    return term;
  }

  private get next(): Token | undefined {
    return this.tokens[this.index];
  }

  private get before(): Token | undefined {
    return this.tokens[this.index - 1];
  }

  private takes(sign: string): boolean {
    if (this.next?.text !== sign) return false;
    this.index++;
    return true;
  }

  /** As far as operators bind at least so tightly. */
  private expression(least: number): Term<O> {
    let left = this.operand();
    for (;;) {
      const operator = this.next?.text as O;
      const tightness = this.language.operators.get(operator) ?? -1;
      if (tightness < least) return left;
      this.index++;
      const right = this.expression(operator === POWER ? tightness : tightness + 1);
      left = this.placed({ kind: 'binary', operator, left, right }, left.start, right.end);
    }
  }

  private operand(): Term<O> {
    const token = this.next;
    if (!token) throw this.missing(token);
    const { kind, start, end, text } = token;
    this.index++;
    if (kind === 'odd') {
      throw new Trouble('syntax', `\`${text}\` is neither a number nor a name.`, start, end);
    }
    if (kind === 'number') {
      return this.placed({ kind, value: Number(text) }, start, end);
    }
    if (kind === 'name') return this.members(this.nameOrCall(token));
    if (text === '(') return this.members(this.group(start));
    if (text === '-') {
      const argument = this.expression(SIGN);
      return this.placed({ kind: 'negate', argument }, start, argument.end);
    }
    if (text === '+') return { ...this.expression(SIGN), start };
    this.index--;
    throw this.missing(token);
  }

  private nameOrCall({ text: name, start, end }: Token): Term<O> {
    if (this.next?.text !== '(') return this.placed({ kind: 'name', name }, start, end);
    return this.placed({ kind: 'call', name, arguments: this.arguments() }, start, this.end);
  }

  private members(of: Term<O>): Term<O> {
    let term = of;
    while (this.language.hasMembers && this.takes('.')) {
      const member = this.next;
      if (member?.kind !== 'name') throw this.missing(member);
      this.index++;
      const given = this.next?.text === '(' ? this.arguments() : null;
      const bare = { kind: 'member', of: term, name: member.text, arguments: given } as const;
      term = this.placed(bare, of.start, this.end);
    }
    return term;
  }

  private group(start: number): Term<O> {
    if (this.next?.text === ')') {
      const message = 'There is nothing in these parentheses.';
      throw new Trouble('syntax', message, start, this.next.end);
    }
    const inner = this.expression(0);
    if (!this.takes(')')) throw this.leftOver(this.next);
    return { ...inner, start, end: this.end };
  }

  /** From their ( on. */
  private arguments(): Argument<O>[] {
    const found: Argument<O>[] = [];
    this.index++;
    if (this.takes(')')) return found;
    do {
      const keyword = this.tokens[this.index + 1]?.text === '=' ? this.next : undefined;
      if (keyword) this.index += 2;
      found.push({ keyword: keyword?.text ?? null, value: this.expression(0) });
    } while (this.takes(','));
    if (!this.takes(')')) throw this.leftOver(this.next);
    return found;
  }

  /** Where the last token that was read ends. */
  private get end(): number {
    return this.before?.end ?? 0;
  }

  private placed(bare: Bare<Term<O>>, start: number, end: number): Term<O> {
    return { ...bare, start, end, text: this.text.slice(start, end) };
  }

  /** An operand is, before this token: the sign before it wants one, or else the token does. */
  private missing(token: Token | undefined): Trouble {
    const { before } = this;
    const say = ({ start, end }: Token, message: string) =>
      new Trouble('syntax', message, start, end);
    const isArgument = token && ',)'.includes(token.text) && before && ',('.includes(before.text);
    if (isArgument) return say(token, `An argument is missing before this ${token.text}.`);
    const wants = before && before.text !== '(' && before.text !== ',' ? before : null;
    if (wants) return say(wants, `Something is missing after this ${wants.text}.`);
    const first = token ?? this.tokens.at(0);
    if (!first) return new Trouble('syntax', 'Something is missing here.', 0, this.text.length);
    return say(first, `Something is missing before this ${first.text}.`);
  }

  /** A whole term has been read, and this follows it. */
  private leftOver(token: Token | undefined): Trouble {
    const { before } = this;
    if (!token || !before) throw new RangeError('nothing is left over');
    const { kind, text, start } = token;
    if (kind === 'odd') {
      return new Trouble('syntax', `\`${text}\` is neither a number nor a name.`, start, token.end);
    }
    if (kind === 'sign' && text !== '(') {
      const message = `This ${text} does not belong here.`;
      return new Trouble('syntax', message, start, token.end);
    }
    const end = this.endOfOperand();
    const written = this.text.slice(start, end);
    if (before.kind === 'name' && this.language.isFunction(before.text)) {
      const call = `${before.text}(${written})`;
      const message = `The argument of \`${before.text}\` stands in parentheses: ${call}.`;
      const fixed = replaced(this.text, before.start, end, call);
      return new Trouble('syntax', message, before.start, end, [
        { title: `Write ${call}`, text: fixed },
      ]);
    }
    const message = `An operation is missing before \`${written}\`.`;
    return new Trouble('syntax', message, start, end, [
      { title: 'Insert *', text: replaced(this.text, start, start, '*') },
    ]);
  }

  /** The end of the number, name, call or group that begins here. */
  private endOfOperand(): number {
    let { index } = this;
    if (this.next?.kind === 'name' && this.tokens[index + 1]?.text === '(') index++;
    for (let open = 0; ; index++) {
      if (this.tokens[index].text === '(') open++;
      if (this.tokens[index].text === ')') open--;
      if (open <= 0) return this.tokens[index].end;
    }
  }
}

type Bare<T> = T extends Place ? Omit<T, keyof Place> : never;
