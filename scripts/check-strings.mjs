import ts from 'typescript';

/**
 * Words a buyer reads belong in widgets/locales alone. Finds those of the English locale that are written again in these files, and
 * text that stands in an html template instead of coming from the locale.
 *
 * @param {{path: string, text: string}} locale
 * @param {{path: string, text: string}[]} files
 * @returns {string[]} one sentence per finding
 */
export function repeatedStrings(locale, files) {
  const words = new Set(
    literals(locale)
      .map(({text}) => text.trim())
      .filter(isVisible),
  );
  return files.flatMap((file) =>
    literals(file).flatMap(({text, line, isHtml}) => {
      const parts = isHtml ? visibleParts(text) : [text.trim()];
      return parts
        .filter((part) => (isHtml ? /\p{L}{2,}/u.test(part) : words.has(part)))
        .map((part) => `${file.path}:${line} "${part}" ${words.has(part) ? `is in ${locale.path} already` : `belongs in ${locale.path}`}`);
    }),
  );
}

/** Names of fields, keys and states are lower-case single words; what a buyer reads begins with a capital or has a space. */
const isVisible = (text) => text.length > 2 && (/^\p{Lu}/u.test(text) || /\s/.test(text)) && /\p{L}/u.test(text);

/** Every string of a file, but for module names. Of a template, the strings between its expressions; of an html template, joined. */
function literals({path, text}) {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false);
  const found = [];
  const add = (node, content, isHtml = false) =>
    found.push({text: content, isHtml, line: source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1});
  const visit = (node) => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return;
    if (ts.isTaggedTemplateExpression(node)) {
      const tag = node.tag.getText(source);
      if (tag === 'html') add(node, templateText(node.template), true);
      if (tag !== 'css' && !ts.isNoSubstitutionTemplateLiteral(node.template))
        node.template.templateSpans.forEach(({expression}) => visit(expression));
      return;
    }
    if (ts.isStringLiteralLike(node)) add(node, node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The template with a zero byte for each expression. */
const templateText = (template) =>
  ts.isNoSubstitutionTemplateLiteral(template)
    ? template.text
    : [template.head.text, ...template.templateSpans.map(({literal}) => literal.text)].join('\0');

/** What a reader or a screen reader gets of a piece of html, apart from its expressions. */
function visibleParts(html) {
  const attributes = [...html.matchAll(/\s(?:aria-label|aria-description|alt|title|placeholder|label)\s*=\s*"([^"]*)"/g)].map(
    ([, value]) => value,
  );
  const texts = html.replace(/<!--[\s\S]*?-->/g, '').split(/<[^>]*>/);
  return [...attributes, ...texts].flatMap((part) => part.split('\0')).map((part) => part.replace(/&\w+;/g, ' ').trim());
}
