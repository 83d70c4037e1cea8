using Concentric.Data;
using Concentric.Evaluation;
using Concentric.Meetings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>The annual evaluation as the office, the panel and a unit meet it: from the rules to the certificate.</summary>
public sealed class EvaluationTests(DemoApp app, Chromium chromium) : BrowserTest(chromium), IClassFixture<DemoApp>
{
    [Fact]
    public async Task TheWholeCycle_FromRulesToCertificate()
    {
        var office = await SignedInAsync(app, Role.Leader);
        var judge = await SignedInAsync(app, Role.Panel, width: 390);
        await OpenLiveAsync(office, "/evaluation");
        await office.Locator(".cycle-card a").First.ClickAsync();
        await Expect(office.Locator(".board tbody tr")).ToHaveCountAsync(18);
        await Expect(office.Locator(".robust-rows svg")).ToHaveCountAsync(36);
        var cycle = new Uri(office.Url).AbsolutePath;

        // Rules that do not sum to 100 are refused, and told so while they are typed.
        await OpenLiveAsync(office, cycle + "/rules");
        await office.GetByText("出新版本").ClickAsync();
        await office.Locator("input[name$='.Weight']").First.FillAsync("29");
        await Expect(office.Locator("[data-sum='99']")).ToBeVisibleAsync();
        await office.Locator("[name=Reason]").FillAsync("出席权重微调");
        await office.Locator(".rules-editor button[type=submit]").ClickAsync();
        await Expect(office.Locator(".problems")).ToContainTextAsync("权重之和为 99");
        await office.Locator("input[name$='.Weight']").First.FillAsync("30");
        await office.GetByText("取消").ClickAsync();

        // The office puts a member on the panel, who scores on a phone; another's score is refused as nothing one could see.
        await OpenLiveAsync(office, cycle + "/panel");
        await office.OpenActionAsync("member");
        // Later accounts stand behind earlier ones: the last is the one that has just been made.
        if (await office.Locator("[data-field=Judge] [role=combobox]").CountAsync() > 0)
        {
            await office.Locator("[data-field=Judge] [role=combobox]").ClickAsync();
            await office.Locator(".picker-list [data-key]").Last.ClickAsync();
        }
        else await office.Locator("[data-field=Judge] label").Last.ClickAsync();
        await office.FinishActionAsync();
        await OpenLiveAsync(judge, cycle + "/panel");
        var row = judge.Locator(".panel-row").First;
        await row.Locator(".panel-points input").FillAsync("120");
        await row.Locator(".panel-points input").BlurAsync();
        await Expect(row.Locator(".bad")).ToBeVisibleAsync();
        await row.Locator(".panel-points input").FillAsync("95");
        await row.Locator(".panel-points input").BlurAsync();
        await Expect(row.Locator(".good")).ToBeVisibleAsync();

        // To the review; a unit contests its score, and publication waits for the answer.
        await OpenLiveAsync(office, cycle);
        await NextAsync(office);
        await Expect(office.Locator(".cycle-stage.here")).ToContainTextAsync("复核与申诉");
        await office.Locator(".board tbody a").First.ClickAsync();
        await Expect(office.Locator("[data-total]")).ToBeVisibleAsync();
        var unit = new Uri(office.Url).AbsolutePath;
        await office.Locator("[data-step=attendance] summary").ClickAsync();
        await Expect(office.Locator("[data-step=attendance] .evidence tbody tr").First).ToBeVisibleAsync();
        await office.OpenActionAsync("appeal");
        await office.ActionDialog().Locator("[name=Text]").FillAsync("有一次请假被记为缺席");
        await office.FinishActionAsync();
        await Expect(office.Locator(".appeal-text")).ToContainTextAsync("有一次请假被记为缺席");
        await OpenLiveAsync(office, cycle);
        await NextAsync(office, isRefused: true);
        await Expect(office.Locator(".problems")).ToContainTextAsync("还有 1 件申诉没有答复");
        await OpenLiveAsync(office, cycle + "/appeals");
        await office.OpenActionAsync(office.Locator("button[data-action^=decide]"));
        await office.ActionDialog().Locator(".choices label").Last.ClickAsync();
        await office.ActionDialog().Locator("[name=Answer]").FillAsync("签到表显示确为缺席");
        await office.FinishActionAsync();
        await Expect(office.Locator(".appeal-answer")).ToContainTextAsync("签到表显示确为缺席");
        await OpenLiveAsync(office, cycle);
        await NextAsync(office);
        await Expect(office.Locator(".stage-card .hash")).ToBeVisibleAsync();

        // Published is frozen: a later correction shows beside the result and does not change it.
        await OpenLiveAsync(office, unit);
        var total = await office.Locator("[data-total]").InnerTextAsync();
        await CorrectAsync(long.Parse(unit.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture));
        await Expect(office.Locator("[data-now]")).ToBeVisibleAsync();
        await Expect(office.Locator("[data-total]")).ToHaveTextAsync(total);
        await AssertAccessibleAsync(office);

        await OpenLiveAsync(office, cycle + "/awards");
        await office.Locator("[data-part=units] button", new() { HasText = "授予" }).First.ClickAsync();
        await office.Locator("[data-part=units] td a").First.ClickAsync();
        await Expect(office.Locator(".certificate-award")).ToHaveTextAsync("优秀共建单位");
        var paper = await office.PdfAsync(new() { PreferCSSPageSize = true, PrintBackground = true });
        // One page, wider than high: in points 842 by 595.
        var text = System.Text.Encoding.Latin1.GetString(paper);
        var box = Assert.Single(System.Text.RegularExpressions.Regex.Matches(text, @"/MediaBox\s*\[[^\]]*\]")).Value;
        Assert.Matches(@"0 0 84\d(\.\d+)? 59\d", box);
    }

    [Theory]
    [InlineData("zh-CN", ColorScheme.Light)]
    [InlineData("en", ColorScheme.Dark)]
    public async Task ThePages_AreAccessible(string language, ColorScheme scheme)
    {
        var page = await SignedInAsync(app, Role.Leader, language, scheme);
        await OpenLiveAsync(page, "/evaluation");
        await AssertAccessibleAsync(page);
        await page.Locator(".cycle-card a").First.ClickAsync();
        await Expect(page.Locator(".robust-rows svg").First).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        var cycle = new Uri(page.Url).AbsolutePath;
        foreach (var path in new[] { cycle + "/rules", cycle + "/panel", cycle + "/appeals", cycle + "/awards", "/evaluation/hall",
            "/volunteer-times" })
        {
            await OpenLiveAsync(page, path);
            await AssertAccessibleAsync(page);
        }
    }

    private static async Task NextAsync(IPage page, bool isRefused = false)
    {
        await page.OpenActionAsync("next");
        await (isRefused ? page.SendActionAsync() : page.FinishActionAsync());
    }

    /// <summary>An absence that nobody had written down is entered after publication.</summary>
    private async Task CorrectAsync(long unitId)
    {
        await using var db = await app.Get<IDbContextFactory<DashboardDbContext>>().CreateDbContextAsync(Cancellation);
        db.Actor = CurrentUser.System;
        var cycle = await db.EvaluationCycles.SingleAsync(Cancellation);
        // Whatever the unit has reached, an absence more takes points.
        var meeting = await db.Meetings.Where(held =>
            held.Kind == Meetings.MeetingKind.JointConference && held.HeldOn >= cycle.From
            && held.CoBuilders.All(one => one.CoBuilderId != unitId)).FirstAsync(Cancellation);
        db.Set<Meetings.MeetingAttendance>().Add(new() { Meeting = meeting, MeetingId = meeting.Id, CoBuilderId = unitId });
        await db.SaveChangesAsync(Cancellation);
    }
}
