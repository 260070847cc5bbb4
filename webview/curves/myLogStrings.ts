/** The words of a student's log below the curves. */
export const myLogStrings = {
  comparing: 'Comparing your log with this run…',
  goTo: (epoch: string) => `Go to epoch ${epoch}`,
  mark: (epoch: string) => `Epoch ${epoch}: the first that differs from your log`,
  dismiss: 'Remove my log',
  dismissed: 'Your log was removed.',
};
