using System.Diagnostics;
using Concentric.Anomalies;
using Concentric.Data;
using Concentric.Notices;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration.Links;

/// <summary>
/// Every link on every page, for every role and for nobody: none is dead, and nothing is offered that one may not open. From each page
/// to each other for a worker and an administrator, who between them see all that pages can offer; the other roles follow one link to
/// each page. In English too for the administrator, who reaches every page: addresses are the same, and the words of a page don't depend
/// on who reads it.
/// </summary>
public sealed class LinksTests(LinksApp app) : IClassFixture<LinksApp>
{
    /// <summary>Addresses that people reach otherwise than by a link: what they type, look for, or find in a mail.</summary>
    private static readonly string[] Typed = ["/", "/search?q=412", "/search?q=%E7%A4%BE%E5%8C%BA", "/search?q=2026", "/account/password"];

    /// <summary>What a page offers only when its circuit has counted.</summary>
    private static IEnumerable<string> LaterOn(Role role) =>
        role is Role.Leader or Role.Analyst or Role.Reader or Role.Administrator
            ? Enum.GetNames<Anomaly>().Select(sign => $"/signs/{sign}")
            : [];

    [Theory]
    [InlineData(Role.Leader)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Worker)]
    [InlineData(Role.Panel)]
    [InlineData(Role.Reader)]
    [InlineData(Role.Reader, true)]
    [InlineData(Role.Administrator)]
    [InlineData(null)]
    public async Task NoLinkIsDead(Role? role, bool isLimited = false)
    {
        List<string> problems = [];
        HashSet<string> pages = [], controls = [];
        foreach (var (language, byPair) in new[] { ("zh-CN", role is Role.Worker or Role.Administrator), ("en", false) })
        {
            if (language == "en" && role is not (Role.Administrator or null)) continue;
            var clock = Stopwatch.StartNew();
            var walk = new LinkWalk(await app.BrowserAsync(role, language, isLimited), await app.BrowserAsync(null, language),
                $"{role?.ToString() ?? "nobody"} {language}", byPair);
            await walk.WalkAsync(role is null ? ["/", "/account/sign-in", "/petitions/1"]
                : [.. Typed, .. isLimited ? [] : LaterOn(role.Value)]);
            problems.AddRange(walk.Problems);
            pages.UnionWith(walk.Pages);
            controls.UnionWith(walk.Controls);
            TestContext.Current.TestOutputHelper!.WriteLine(
                $"{role} {language}: {walk.Requests} addresses, {walk.Pages.Count} pages, {clock.Elapsed.TotalSeconds:F1} s");
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(pages.Count >= (role is null ? 1 : 60), string.Join('\n', pages));
        if (role is not null and not Role.Reader) Assert.Contains("/notices", pages);
        var offered = role == Role.Reader ? controls.Except(ReadersControls).ToList() : [];
        Assert.True(offered.Count == 0, string.Join('\n', offered));
        if (role == Role.Administrator) Assert.Equal([], PageRoutes.Patterns.Except(pages).Except(Elsewhere));
    }

    [Fact]
    public void EveryKindOfNotice_IsToldToSomebody_SoItsLinkIsFollowed() =>
        Assert.Equal(Enum.GetValues<NoticeKind>(), Enum.GetValues<Role>().SelectMany(LinksApp.ToldTo).Distinct().Order());

    /// <summary>
    /// What a reader can press or send: it narrows, sorts and lays out what is read, and keeps that for the reader alone.
    /// </summary>
    private static readonly HashSet<string> ReadersControls =
    [
        "<form drop-box>", "应用 <form drop-box>", "对比这段日期 <form drop-box>", "打开日历选择“从” <form drop-box>",
        "打开日历选择“到” <form drop-box>", "<form drop-box days>", "应用 <form drop-box days>", "<form list-search field>", "<form get search-form>",
        "搜索 <form get search-form>", "筛选", "筛选 · #", "排序", "暂停", "打印", "开始抽样",
        // The own password.
        "<form post>", "保存新密码 <form post>",
        // Holds a text against the records, and keeps nothing of it.
        "<form record-form card sentence-form>", "放弃草稿 <form record-form card sentence-form>",
        "打开日历选择“成稿日期” <form record-form card sentence-form>", "核对 <form record-form card sentence-form>",
        // The stages of a year's evaluation, which a stepper draws as buttons that do nothing.
        "起草#-#-#", "规则已冻结#-#-#", "采集中#-#-#", "#评分中#-#-#", "#复核与申诉下一步", "#已公布",
    ];

    /// <summary>
    /// Pages that no link of an administrator's leads to: those for whom nobody is signed in, those of problems, and the
    /// certificates of awards, which the demo has not given yet.
    /// </summary>
    private static readonly HashSet<string> Elsewhere = ["/account/set-up", "/account/sign-in", "/problem/*", "/not-found",
        "/certificates/*"];
}
