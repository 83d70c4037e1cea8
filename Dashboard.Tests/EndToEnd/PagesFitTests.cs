using Concentric.Dashboard.Components.Layout;
using Concentric.Data;
using Concentric.Kinds;

namespace Concentric.Tests.EndToEnd;

/// <summary>
/// Every page of the menu and every list in both languages, every form in the longer one, at four widths: nothing leaves the window or
/// its box, and on a laptop no column of a list is cut off. As the server sends them: no circuit is opened for a look.
/// </summary>
public sealed class PagesFitTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    private static readonly int[] Widths = [1366, 768, 390, 360];

    // Text pours out when a line of it ends beyond the box that should hold it and nothing cuts or scrolls there; it is cut when
    // the end is hidden and no title says the whole of it. The heads of tables that a phone shows as cards are there for readers only.
    private const string Misfits = """
        () => {
          const found = [], width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth > width) {
            const wide = [...document.querySelectorAll('body *')]
                .find(e => e.getBoundingClientRect().right > width + 1 && !e.closest('.table-scroll, .segments'));
            found.push(`${document.documentElement.scrollWidth} px wide: ${wide?.tagName}.${wide?.getAttribute('class')}`);
          }
          const list = width >= 1300 ? document.querySelector('.table-scroll:has(.ledger, .communities)') : null;
          if (list && list.scrollWidth > list.clientWidth) found.push(`columns cut off by ${list.scrollWidth - list.clientWidth} px`);
          const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
          for (let node; node = walker.nextNode();) {
            const parent = node.parentElement;
            if (!node.data.trim() || !parent.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
            if (parent.closest('svg, script, style, option, .visually-hidden, .info-box')
                || (width < 640 && parent.closest('thead'))) continue;
            let block = parent;
            while (block && getComputedStyle(block).display === 'inline') block = block.parentElement;
            const box = block.getBoundingClientRect(), style = getComputedStyle(block);
            if (box.width < 2) continue;
            if (style.overflowX === 'visible') {
              range.selectNodeContents(node);
              if ([...range.getClientRects()].some(line => line.width > 2 && (line.right > box.right + 1.5 || line.left < box.left - 1.5)))
                found.push(`pours: ${node.data.trim()} (${block.tagName}.${block.className})`);
            } else if (style.overflowX === 'hidden' && block.scrollWidth > block.clientWidth + 1
                && !block.closest('[title]')?.title.includes(node.data.trim())) {
              found.push(`cut: ${node.data.trim()} (${block.tagName}.${block.className})`);
            }
          }
          return [...new Set(found)];
        }
        """;

    /// <summary>Rows are alike: what is narrower than a laptop is looked at with some of them.</summary>
    private const string FewRows = "() => document.querySelectorAll('tbody tr:nth-child(n+16)').forEach(row => row.remove())";

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task NothingLeavesItsBox(string language)
    {
        var page = await SignedInAsync(app, Role.Administrator, language);
        List<string> misfits = [];
        await page.RouteAsync("**/js/circuit*.js", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = "" }));
        var forms = language == "en" ? AllKinds.List.Select(kind => $"{kind.Path}/new") : [];
        var pages = NavEntries.All.Where(entry => !entry.LeavesPages).Select(entry => entry.Href);
        foreach (var path in pages.Union(AllKinds.List.Select(kind => kind.Path)).Concat(forms)
            .Concat(["/ranking", "/ranking?metric=petitions.resolved", "/why/petitions.satisfaction-rate", "/import/profiles",
                "/settings/robots", "/settings/robots/new", "/notices/channels"]))
        {
            await page.GotoAsync(path);
            foreach (var width in Widths)
            {
                await page.SetViewportSizeAsync(width, width < 600 ? 844 : 768);
                misfits.AddRange((await page.EvaluateAsync<string[]>(Misfits)).Select(misfit => $"{path} at {width}: {misfit}"));
                await page.EvaluateAsync(FewRows);
            }
        }

        AssertNone(misfits);
    }

    /// <summary>What is read only once a page lives, in the longer language: the server sends such a page without its tables.</summary>
    [Fact]
    public async Task WhatComesWithTheCircuit_StaysInItsBox()
    {
        var page = await SignedInAsync(app, Role.Leader, "en");
        await page.GotoAsync("/signs?period=year");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('[data-sign]').length > 0"
            + " && !document.querySelector('[data-sign][aria-busy=true]')");
        List<string> misfits = [];
        foreach (var width in Widths)
        {
            await page.SetViewportSizeAsync(width, width < 600 ? 844 : 768);
            misfits.AddRange((await page.EvaluateAsync<string[]>(Misfits)).Select(misfit => $"at {width}: {misfit}"));
        }

        Assert.True(await page.Locator("[data-sign] table").CountAsync() > 0, "No table has come.");
        AssertNone(misfits);
    }
}
