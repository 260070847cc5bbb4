/** The words of a student's log below the curves. */
import { t } from '../words/say';
export const myLogStrings = {
  comparing: t('Comparing your log with this run…'),
  goTo: (epoch: string) => t`Go to epoch ${epoch}`,
  mark: (epoch: string) => t`Epoch ${epoch}: the first that differs from your log`,
  dismiss: t('Remove my log'),
  dismissed: t('Your log was removed.'),
};
