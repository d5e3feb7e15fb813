/** Everybody who has an IPv4 address. */
export const ANY_IPV4 = '0.0.0.0/0'
/** Everybody who has an IPv6 address. */
export const ANY_IPV6 = '::/0'
