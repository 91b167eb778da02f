// Runs the search page of an export without a browser: prints the address of each hit of a query.
//   node offline_search.mjs EXPORT QUERY
import fs from 'node:fs';
import vm from 'node:vm';

const [folder, query] = process.argv.slice(2);
const made = [];
const element = () => {
  const one = {appendChild() {}, focus() {}};
  made.push(one);
  return one;
};
const context = vm.createContext({
  document: {
    getElementById: element,
    createElement: element,
    createTextNode: element,
  },
  window: {location: {search: '?q=' + encodeURIComponent(query)}},
});
for (const script of ['search-data.js', 'search.js']) {
  vm.runInContext(fs.readFileSync(`${folder}/${script}`, 'utf8'), context);
}
for (const one of made) if (one.href) console.log(one.href);
