import { BlockList, isIP } from 'node:net'

const subnets: readonly [address: string, prefix: number, family: 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  // within 2000::/3: what tests and documents use, and other ways to write IPv4 addresses (Teredo, 6to4)
  ['2001::', 23, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['3fff::', 20, 'ipv6'],
]

const blocked = new BlockList()
for (const [address, prefix, family] of subnets) blocked.addSubnet(address, prefix, family)

/** All of IPv6 that was ever given out for the open internet; IPv4 written as IPv6 (`::ffff:…`) counts as IPv4. */
const given = new BlockList()
given.addSubnet('2000::', 3, 'ipv6')
const asIpv4 = new BlockList()
asIpv4.addSubnet('::ffff:0:0', 96, 'ipv6')

/** Whether an address leads to this machine, to a network of its own, or nowhere: not into the open internet. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return true
  if (blocked.check(address, family === 4 ? 'ipv4' : 'ipv6')) return true
  return family === 6 && !given.check(address, 'ipv6') && !asIpv4.check(address, 'ipv6')
}
