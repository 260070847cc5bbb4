/** What differs between two texts, line by line. */

/** `- …` for what has gone, `+ …` for what has come, in the order of the text. */
export function changesOf(before: readonly string[], after: readonly string[]): string[] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const [old, now] = [before, after].map(lines => lines.slice(start, lines.length - end));
  return shortened(merged(middleOf(old, now)));
}

/** Of what has gone, no more than this is written: it has been seen. */
const GONE = 3;

function shortened(lines: readonly string[]): string[] {
  let gone = 0;
  return lines.flatMap((line, at) => {
    gone = line.startsWith('- ') ? gone + 1 : 0;
    if (gone <= GONE) return [line];
    const more = gone - GONE;
    return lines[at + 1]?.startsWith('- ') ? [] : [more > 1 ? `- … ${more} lines` : line];
  });
}

/** The sum of a drawing. */
const SUM = /#[\da-f]{8}/;

/** Drawings that have changed in their sum alone are told once. */
function merged(lines: readonly string[]): string[] {
  const told = (line: string): string => line.slice(2).replace(SUM, '');
  return lines.flatMap((line, at) => {
    const next = lines[at + 1] ?? '';
    if (line.startsWith('- ') && next.startsWith('+ ') && told(line) === told(next))
      return [`~ ${line.slice(2).replace(SUM, `${SUM.exec(line)?.[0]} → ${SUM.exec(next)?.[0]}`)}`];
    const before = lines[at - 1] ?? '';
    return line.startsWith('+ ') && before.startsWith('- ') && told(line) === told(before)
      ? []
      : [line];
  });
}

/** By the longest common part. */
function middleOf(before: readonly string[], after: readonly string[]): string[] {
  const width = after.length + 1;
  const common = new Uint16Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i--)
    for (let j = after.length - 1; j >= 0; j--)
      common[i * width + j] =
        before[i] === after[j]
          ? common[(i + 1) * width + j + 1] + 1
          : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    if (i < before.length && j < after.length && before[i] === after[j]) [i, j] = [i + 1, j + 1];
    else if (
      i < before.length &&
      !(j < after.length && common[i * width + j + 1] > common[(i + 1) * width + j])
    )
      lines.push(`- ${before[i++]}`);
    else lines.push(`+ ${after[j++]}`);
  }
  return lines;
}
