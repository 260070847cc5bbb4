/** A reader with a calculator: computes what a typeset formula of numbers says, from its TeX. */

const NUMBER = /^\d+(?:\.\d+)?(?:\\cdot 10\^\{-?\d+\})?/;
const FUNCTIONS: Record<string, (x: number) => number> = {
  '\\ln': Math.log,
  '\\tanh': Math.tanh,
  '\\sigma': x => 1 / (1 + Math.exp(-x)),
  '\\varphi': x => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI),
  '\\operatorname{sign}': Math.sign,
  '\\operatorname{softplus}': x => Math.log1p(Math.exp(x)),
};

export function calculate(tex: string): number {
  const reader = new Reader(tex.replace(/^= /, ''));
  const value = reader.sum();
  reader.end();
  return value;
}

class Reader {
  constructor(private rest: string) {}

  sum(): number {
    let value = this.takes('-') ? -this.product() : this.product();
    for (;;) {
      if (this.takes('+')) value += this.takes('-') ? -this.product() : this.product();
      else if (this.takes('-')) value -= this.product();
      else return value;
    }
  }

  end(): void {
    if (this.rest.trim() !== '') throw new Error(`Not understood: ${this.rest}`);
  }

  private product(): number {
    let value = this.power();
    while (this.takes('\\cdot')) value *= this.power();
    return value;
  }

  private power(): number {
    const base = this.atom();
    return this.takes('^') ? base ** this.group() : base;
  }

  private atom(): number {
    this.rest = this.rest.trimStart();
    const number = NUMBER.exec(this.rest)?.[0];
    if (number !== undefined) {
      this.rest = this.rest.slice(number.length);
      return Number(number.replace(/\\cdot 10\^\{(.*)\}/, 'e$1'));
    }
    if (this.takes('\\frac') || this.takes('\\tfrac')) return this.group() / this.group();
    if (this.takes('e^')) return Math.exp(this.group());
    if (this.takes('\\underset')) {
      this.skipGroup();
      return this.group();
    }
    if (this.takes('\\max\\left(0,\\,')) return Math.max(0, this.inside('\\right)'));
    if (this.takes('\\left[')) return this.clamped();
    if (this.takes('\\left|')) return Math.abs(this.inside('\\right|'));
    if (this.takes('\\left(')) return this.inside('\\right)');
    if (this.takes('\\bigl(')) return this.inside('\\bigr)');
    const name = Object.keys(FUNCTIONS).find(each => this.takes(each));
    if (name) return FUNCTIONS[name](this.atom());
    return this.group();
  }

  private clamped(): number {
    const value = this.inside('\\right]_{-1}^{+1}');
    return Math.max(-1, Math.min(1, value));
  }

  private group(): number {
    if (!this.takes('{')) throw new Error(`No group: ${this.rest}`);
    return this.inside('}');
  }

  private skipGroup(): void {
    let depth = 0;
    let at = 0;
    do {
      if (this.rest[at] === '{') depth++;
      if (this.rest[at] === '}') depth--;
      at++;
    } while (depth > 0);
    this.rest = this.rest.slice(at);
  }

  private inside(close: string): number {
    const value = this.sum();
    if (!this.takes(close)) throw new Error(`No ${close}: ${this.rest}`);
    return value;
  }

  private takes(text: string): boolean {
    const rest = this.rest.trimStart();
    if (!rest.startsWith(text)) return false;
    this.rest = rest.slice(text.length);
    return true;
  }
}
