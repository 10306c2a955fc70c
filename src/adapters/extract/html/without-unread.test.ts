import { expect, test } from 'vitest'
import { withoutUnread } from './without-unread.ts'

test('programs, sheets, drawings and remarks go, with what a program says of remarks', () => {
  const page =
    '<p>a</p><script>if (x) y = "<!--"</script><!-- <p>b</p>\n --><STYLE media="all">p {}</STYLE ><p>c</p><svg><text>d</text></svg>' +
    '<styled>e</styled><!-- never closed <p>f</p>'
  expect(withoutUnread(page)).toBe('<p>a</p><p>c</p><styled>e</styled>')
})

test('what is drawn inside of an element, and what stands behind an empty remark, stays', () => {
  const page = '<p>a</p><!--><p>b</p><!---><p>c</p><!-- x --!><template shadowrootmode="open"><p>d</p></template>'
  expect(withoutUnread(`${page}<template><p>e</p></template>`)).toBe(page.replace('<!-- x --!>', ''))
})
