// The answers the reader looks at, by a name in their address. They must be known at
// document_start, before anything can be asked: a test holds them equal to the site files.
export const APIS = ['mtop.rm.sellercenter.list.data.pc', 'asyncSold.htm'];
