using Concentric.Data;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Integration;

/// <summary>
/// A store without a record: wherever a page has nothing to show it says what fills it, and leads whoever may fill it there. An address
/// that narrows what there is leads back to all of it.
/// </summary>
public sealed class EmptyPagesTests
{
    /// <summary>Pages for nobody in particular, and those that are about one record.</summary>
    private static IEnumerable<string> Addresses => PageRoutes.Patterns.Where(pattern => !pattern.Contains('*', StringComparison.Ordinal)
        && !pattern.StartsWith("/account/", StringComparison.Ordinal) && pattern != "/not-found");

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhatIsEmpty_SaysWhatFillsIt_AndLeadsThere()
    {
        await using var app = new DashboardApp();
        var problems = new List<string>();
        var empty = 0;
        foreach (var role in new[] { Role.Administrator, Role.Leader, Role.Reader, Role.Worker })
        {
            int[] communities = role == Role.Worker ? [await AddCommunityAsync(app)] : [];
            var browser = await app.BrowserOfAsync($"empty-{role}", role, communities);
            foreach (var address in Addresses)
            {
                var answer = await browser.GetAsync(address, Stop);
                if (!answer.IsSuccessStatusCode) continue;
                var page = await TestApp.PageAsync(answer);
                foreach (var place in page.QuerySelectorAll("main .empty"))
                {
                    empty++;
                    var says = place.QuerySelectorAll("p:not(.empty-title)").Any(line => line.TextContent.Trim().Length > 0);
                    // Whoever may fill nothing is told who does.
                    var leads = role is not (Role.Administrator or Role.Worker) || IsForOthers(address, role)
                        || place.QuerySelector("a[href]") is not null;
                    if (!says || !leads) problems.Add($"{role} {address}: {place.TextContent.Trim()}");
                }

                if (page.QuerySelector("main tbody:empty") is { } rows)
                    problems.Add($"{role} {address}: {rows.ParentElement!.ClassName} has no rows and says nothing");
            }

            foreach (var narrowed in new[] { "/petitions?view=overdue", "/hazards?q=nothing", "/wishes?view=archived" })
            {
                var page = await TestApp.PageAsync(await browser.GetAsync(narrowed, Stop));
                var back = page.QuerySelector("main .empty a[href]")?.GetAttribute("href");
                if (back != narrowed.Split('?')[0]) problems.Add($"{role} {narrowed} leads to {back}");
            }
        }

        Assert.True(problems.Count == 0, string.Join('\n', problems));
        Assert.True(empty > 100, $"{empty} places");
    }

    /// <summary>A worker has one; the others see a store without any.</summary>
    private static async Task<int> AddCommunityAsync(DashboardApp app)
    {
        await using var db = await app.Factory.CreateDbContextAsync(Stop);
        var community = new Community { Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden" };
        db.Communities.Add(community);
        await db.SaveChangesAsync(Stop);
        return community.Id;
    }

    /// <summary>What a worker reads and another fills: the street's own kinds.</summary>
    private static bool IsForOthers(string address, Role role) => role == Role.Worker && address is "/co-builders" or "/programmes"
        or "/communities" or "/published-figures" or "/published-figures/list" or "/evaluation" or "/targets"
        or "/chart-events" or "/exports/schedules" or "/workers" or "/postings" or "/volunteer-times";
}
