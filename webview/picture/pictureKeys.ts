/** Single letters that act on a picture, or on the table in its place, while that has the focus. */

/** @param acts by the small letter */
export function listenForLetters(
  element: HTMLElement,
  acts: Readonly<Partial<Record<string, () => void>>>,
): void {
  element.addEventListener('keydown', event => {
    const { target, key, ctrlKey, metaKey, altKey } = event;
    const isPicture =
      target instanceof Element &&
      (target === element || target.getAttribute('role') === 'application');
    const act = acts[key.toLowerCase()];
    if (!isPicture || !act || ctrlKey || metaKey || altKey) return;
    event.preventDefault();
    act();
  });
}
