import { pageOnly } from '../model/shapes.ts'
import { onAccount } from './operation.ts'
import { page } from './page.ts'

/**
 * Answers with an empty list: load balancers are not simulated.
 *
 * @see https://docs.aws.amazon.com/lightsail/2016-11-28/api-reference/API_GetLoadBalancers.html
 */
export const getLoadBalancers = onAccount({
  name: 'GetLoadBalancers',
  input: pageOnly,
  run(_context, { pageToken }) {
    const { items } = page('GetLoadBalancers', () => [], 100, pageToken)
    return { loadBalancers: items }
  },
})
