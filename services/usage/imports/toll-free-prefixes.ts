/** Beginnings of numbers that the called party pays for, without `+` or `00`. A profile may bring its own table. */
export const tollFreePrefixes: readonly string[] = [
  '1800', '1833', '1844', '1855', '1866', '1877', '1888', // North America
  '800', // international freephone
  '44800', '44808', // United Kingdom
  '49800', // Germany
  '33800', '33801', '33802', '33803', '33804', '33805', // France
  '34800', '34900', // Spain
  '39800', '39803', // Italy
  '31800', // Netherlands
  '32800', // Belgium
  '41800', // Switzerland
  '43800', // Austria
  '351800', // Portugal
  '3531800', // Ireland
  '611800', // Australia
  '81120', '81800', // Japan
  '55800', // Brazil
] // biome-ignore format: one country a line
