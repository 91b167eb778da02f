// The pages in real browsers: node tests/web/browser.mjs KB FOLDER, where KB is the program and FOLDER
// takes the index, the screenshots and what is installed (`./dev setup web` says what). Serves the
// sample articles on a free port, exports them as pages that are opened from the disk, and checks, in
// this order:
//
//   chromium   no page is wider than its window from 320 to 2000 px, light and dark; nothing is said on
//              the console; axe finds no violation; keys; suggestions; the same links without a script;
//              printed, neither form nor navigation shows
//   lynx, w3m  the text of pages is the golden text
//   onsgmls    pages are valid by the DTD of HTML 4.01, without roles and pictures
//   dillo      shows pages (screenshots, to be looked at; none is empty)
//
// KB_GOLDEN=update writes the golden texts anew, and the picture in the README (docs/web.png).
//
// A browser that is missing is named and left out. Ends with status 1 if anything failed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const [kb, folder] = process.argv.slice(2).map((one) => path.resolve(one));
const source = fileURLToPath(new URL('../..', import.meta.url));
const golden = path.join(source, 'tests/golden/web');
const shots = path.join(folder, 'screenshots');
mkdirSync(shots, { recursive: true });

let failures = 0;
let checks = 0;
const check = (right, what, detail = '') => {
  checks += 1;
  if (right) return;
  failures += 1;
  console.log(`FAILED: ${what}${detail === '' ? '' : `\n  ${detail}`}`);
};
const has = (program) => spawnSync('which', [program]).status === 0;
const skip = (what) => console.log(`skipped: ${what}`);

const db = path.join(folder, 'index');
rmSync(db, { recursive: true, force: true });
const built = spawnSync(kb, ['index', '--quiet', '--db', db, path.join(source, 'corpus/sample')]);
if (built.status !== 0) throw new Error(`kb index: ${built.stderr}`);

const environment = { ...process.env, KB_ON: '' };
const server = spawn(kb, ['serve', '--db', db, '--listen', '127.0.0.1:0'], { env: environment });
const base = await new Promise((resolve, reject) => {
  let said = '';
  server.stderr.on('data', (piece) => {
    said += piece;
    const found = said.match(/http:\/\/127\.0\.0\.1:\d+/);
    if (found) resolve(found[0]);
  });
  server.on('exit', () => reject(new Error(said)));
});

const pages = {
  home: '/',
  results: '/search?q=exchange',
  code: '/search?q=0xc1060107',
  nothing: '/search?q=qqzzqq',
  article: '/article/Q182320?q=exchange&n=1',
  'article-files': '/article/Q193567',
  ghost: '/article/Q191014',
  error: '/error/0x80070005',
  file: '/file/kmsupgrd.dll',
  triage: '/triage',
  stats: '/stats',
  help: '/help',
  missing: '/no/such/page',
};

const out = path.join(folder, 'exported pages');  // a blank has to work too
rmSync(out, { recursive: true, force: true });
const written = spawnSync(kb, ['export', '--quiet', '--db', db, '--html', out]);
if (written.status !== 0) throw new Error(`kb export: ${written.stderr}`);
const fileOf = (name) => path.join(out, name);
const onDisk = (name, query = '') => pathToFileURL(fileOf(name)).href + query;
const exported = {
  'exported-home': 'index.html',
  'exported-search': 'search.html',
  'exported-article': 'articles/182/Q182320.html',
  'exported-article-files': 'articles/193/Q193567.html',
  'exported-ghost': 'articles/191/Q191014.html',
  'exported-lists': 'products/index.html',
  'exported-list': 'codes/code32.html',
  'exported-numbers': 'numbers/q182000.html',
  'exported-years': 'years/index.html',
};

/// All pages by their names, as addresses that a browser opens.
const everywhere = () => ({
  ...Object.fromEntries(Object.entries(pages).map(([name, address]) => [name, base + address])),
  ...Object.fromEntries(Object.entries(exported).map(([name, file]) => [name, onDisk(file)])),
  'exported-hits': onDisk('search.html', '?q=exchange'),
});

async function inChromium() {
  const program = ['chromium-headless-shell', 'chromium'].find(has);
  const require = createRequire(path.join(folder, 'node_modules/x.js'));
  if (!program || !existsSync(path.join(folder, 'node_modules/playwright-core'))) {
    return skip('chromium (./dev setup web)');
  }
  const { chromium } = require('playwright-core');
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  const executablePath = spawnSync('which', [program]).stdout.toString().trim();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const open = async (options, address) => {
    const context = await browser.newContext({ bypassCSP: false, ...options });
    const page = await context.newPage();
    page.complaints = [];
    page.on('console', (one) => {
      const expected = one.text().includes('404 (Not Found)');
      if (one.type() === 'error' && !expected) page.complaints.push(one.text());
    });
    page.on('pageerror', (one) => page.complaints.push(String(one)));
    await page.goto(address.startsWith('/') ? base + address : address);
    return page;
  };

  for (const [name, address] of Object.entries(everywhere())) {
    for (const width of [320, 768, 1280, 2000]) {
      for (const colorScheme of ['light', 'dark']) {
        const page = await open({ viewport: { width, height: 900 }, colorScheme }, address);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        check(over <= 0, `${name} fits ${width} px`, `${over} px too wide`);
        check(page.complaints.length === 0, `${name} is silent`, page.complaints.join('\n'));
        if (width === 320 || width === 1280) {
          await page.screenshot({ path: path.join(shots, `${name}-${width}-${colorScheme}.png`) });
        }
        await page.context().close();
      }
    }
    for (const colorScheme of ['light', 'dark']) {
      const page = await open({ bypassCSP: true, colorScheme }, address);
      await page.evaluate(axe);
      const found = await page.evaluate(() => globalThis.axe.run());
      check(found.violations.length === 0, `axe has nothing against ${name} (${colorScheme})`,
        found.violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' ')}`)
          .join('\n  '));
      await page.context().close();
    }
    const plain = await open({ javaScriptEnabled: false }, address);
    const form = 'form[action="/search"], form[action$="search.html"]';
    check(await plain.locator(form).count() >= 1, `${name} works without script`);
    await plain.emulateMedia({ media: 'print' });
    check(!(await plain.locator('form').first().isVisible()), `${name} is printed without forms`);
    check(!(await plain.locator('.foot').isVisible()), `${name} is printed without navigation`);
    await plain.context().close();
  }

  if (process.env.KB_GOLDEN === 'update') {
    const shown = await open({ viewport: { width: 1000, height: 680 } }, pages.code);
    await shown.screenshot({ path: path.join(source, 'docs/web.png') });
    await shown.context().close();
  }

  const page = await open({}, pages.results);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.text);
  const hits = await page.locator('.hit a').allTextContents();
  await page.keyboard.press('j');
  check((await focused()) === hits[0], 'j goes to the first hit', await focused());
  await page.keyboard.press('j');
  check((await focused()) === hits[1], 'j goes to the next hit');
  await page.keyboard.press('k');
  check((await focused()) === hits[0], 'k goes back');
  await page.keyboard.press('/');
  check((await focused()) === 'q', '/ goes to the search box');
  await page.keyboard.type('j/?');
  check((await page.inputValue('#q')).endsWith('j/?'), 'keys are letters inside the box');
  await page.keyboard.press('Escape');
  check((await page.inputValue('#q')) === '', 'Esc clears the box');
  await page.keyboard.press('Escape');
  check((await focused()) !== 'q', 'Esc leaves the box');
  await page.keyboard.press('Control+k');
  check((await focused()) === 'q', 'Ctrl+K goes to the search box');
  await page.keyboard.type('exch', { delay: 20 });
  await page.waitForSelector('.suggestions li');
  await page.keyboard.press('ArrowDown');
  const chosen = await page.locator('.suggestions li[aria-selected="true"]').textContent();
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  check(new URL(page.url()).searchParams.get('q') === chosen, 'a suggestion is searched', page.url());
  await page.goto(base + pages.results);
  await page.keyboard.press('j');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  check(page.url().includes('/article/'), 'Enter opens the hit');
  await page.goto(base + pages.home);
  await page.keyboard.press('Tab');
  check((await focused()) === 'Skip to the text', 'the first Tab offers to skip');
  check((await page.locator('.skip a').boundingBox()).x >= 0, 'what is focused can be seen');
  await page.keyboard.press('?');
  await page.waitForURL(`${base}/help`);
  await page.fill('#q', 'disk full');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  check(page.url().endsWith('/search?q=disk+full'), 'the form asks by GET', page.url());
  await page.goto(base + pages.triage);
  await page.fill('#text', '*** STOP: 0x0000000A (0x00000004, 0x00000002)');
  await Promise.all([page.waitForNavigation(), page.click('.main input[type=submit]')]);
  check((await page.locator('pre b').count()) === 1, 'a pasted text is answered and marked');
  check(page.complaints.length === 0, 'keys cause no complaint', page.complaints.join('\n'));
  await fromDisk(await open({}, onDisk('index.html')));
  await browser.close();
}

// Exported pages are walked as a reader would: no server, and a search that is a script.
async function fromDisk(page) {
  const title = async () => page.locator('h1').first().textContent();
  const follow = (link) => Promise.all([page.waitForNavigation(), link.click()]);
  const search = async (text) => {
    await page.fill('#q', text);
    await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
    await page.waitForSelector('#hits a');
    return page.locator('#hits a').first().getAttribute('href');
  };
  for (const query of ['0xc1060107', '-1056571129', '3238396167', 'C1060107h', 'KB182320', '182320']) {
    const first = await search(query);
    check(first === 'articles/182/Q182320.html', `the exported search finds ${query}`, first);
  }
  await follow(page.locator('#hits a').first());
  check(page.url() === onDisk('articles/182/Q182320.html'), 'a hit opens the article', page.url());
  const of = await title();
  check((await search('exchange')).startsWith('articles/'), 'an article has the search too');
  await page.goBack();
  check((await title()) === of, 'back leads to the article');
  await follow(page.locator('.foot a', { hasText: 'Contents' }));
  check(page.url() === onDisk('index.html'), 'the foot leads to the contents', page.url());
  for (const list of ['Numbers', 'Products', 'Years', 'Error codes', 'Files', 'Prefixes']) {
    await page.goto(onDisk('index.html'));
    await follow(page.getByRole('link', { name: list, exact: true }));
    await follow(page.locator('.main li a').first());
    await follow(page.locator('.main li a').first());
    check(page.url().includes('/articles/'), `${list} leads to an article`, page.url());
  }
  check(page.complaints.length === 0, 'exported pages are silent', page.complaints.join('\n'));
}

// What these show depends on the ranking, on paths and on times.
const ranked = new Set(['results', 'code', 'article', 'article-files', 'stats']);

function asText(program, options) {
  if (!has(program)) return skip(program);
  for (const [name, address] of Object.entries(pages)) {
    if (ranked.has(name)) continue;
    const ran = spawnSync(program, [...options, base + address], { env: { ...environment, LANG: 'C' } });
    const text = ran.stdout.toString().replaceAll(base, 'http://HOST').replaceAll(/[ \t]+$/gm, '')
      .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST').replace(/\d+ articles, searched/, 'N articles, searched');
    const file = path.join(golden, `${name}.${program}.txt`);
    if (process.env.KB_GOLDEN === 'update') {
      mkdirSync(golden, { recursive: true });
      writeFileSync(file, text);
    }
    const want = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (want !== text) writeFileSync(path.join(folder, path.basename(file)), text);
    check(want === text, `${program} shows ${name} as before`,
      `diff ${file} ${path.join(folder, path.basename(file))}`);
  }
}

async function byTheDtd() {
  const catalog = '/usr/share/xml/w3c-sgml-lib/schema/dtd/sgml.soc';
  if (!has('onsgmls') || !existsSync(catalog)) return skip('onsgmls (opensp, w3c-sgml-lib)');
  const sources = {
    ...Object.fromEntries(Object.entries(pages).map(([name, address]) =>
      [name, async () => (await fetch(base + address)).text()])),
    ...Object.fromEntries(Object.entries(exported).map(([name, file]) =>
      [name, async () => readFileSync(fileOf(file), 'utf8')])),
  };
  for (const [name, read] of Object.entries(sources)) {
    const html = (await read())
      .replaceAll(/ (role|aria-[a-z]+|tabindex)="[^"]*"/g, '')
      .replaceAll(/<svg[\s\S]*?<\/svg>/g, '');
    const file = path.join(folder, `${name}.html`);
    writeFileSync(file, html);
    const ran = spawnSync('onsgmls', ['-s', '-c', catalog, file],
      { env: { ...process.env, SP_CHARSET_FIXED: 'YES', SP_ENCODING: 'UTF-8' } });
    check(ran.status === 0, `${name} is valid HTML 4.01`, ran.stderr.toString().slice(0, 600));
  }
}

function inDillo() {
  if (!has('dillo') || !has('xvfb-run') || !has('import')) return skip('dillo (with xvfb, imagemagick)');
  const script = `dillo "$1" >/dev/null 2>&1 & sleep 4; import -window root "$2"; kill $!`;
  for (const name of ['results', 'exported-home', 'exported-search', 'exported-article',
    'exported-list']) {
    const file = path.join(shots, `dillo-${name}.png`);
    rmSync(file, { force: true });
    spawnSync('xvfb-run', ['-a', '-s', '-screen 0 1024x768x24', 'sh', '-c', script, 'sh',
      everywhere()[name], file]);
    const colours = spawnSync('identify', ['-format', '%k', file]).stdout.toString();
    check(Number(colours) > 20, `dillo shows ${name}`, `${colours} colours`);
  }
}

try {
  await inChromium();
  asText('lynx', ['-dump', '-width=80']);
  asText('w3m', ['-dump', '-cols', '80']);
  await byTheDtd();
  inDillo();
} finally {
  server.kill('SIGTERM');
}
const ended = await new Promise((resolve) => server.on('exit', (status) => resolve(status)));
check(ended === 0, 'the server ends as it should', String(ended));
console.log(`${checks} checks, ${failures} failed; screenshots: ${shots}`);
process.exit(failures === 0 ? 0 : 1);
