/** Whether a legend stands beside its plot or below it. */

export interface LegendRoom {
  /** From this width of the page on (px), it stands beside. */
  from: number;
  /** What it takes there, with the gap to the plot (px). */
  width: number;
}

/**
 * Places the legend in its drawing, by the width that there is for both (px).
 *
 * @returns what is left for the plot (px)
 */
export function placeLegend(drawing: HTMLElement, available: number, room: LegendRoom): number {
  const isBeside = available >= room.from;
  drawing.classList.toggle('beside', isBeside);
  return isBeside ? available - room.width : available;
}
