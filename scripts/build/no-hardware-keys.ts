/**
 * Stands in for `pkcs11js` in the bundles: the native addon with which the gateway client of Fabric would sign by hardware keys.
 * Nothing here asks it to, and what is not shipped cannot be loaded.
 */
export {};
