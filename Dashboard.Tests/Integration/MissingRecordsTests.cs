using System.Net;
using System.Reflection;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Tests.Integration.Secrets;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration;

/// <summary>
/// A page of something that is not there, or not for the reader, answers 404 and says where to go on; a page of something that is there
/// does not.
/// </summary>
public sealed class MissingRecordsTests(SecretsSite site) : IClassFixture<SecretsSite>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task NoSuchId_Answers404_OnEveryPage()
    {
        var administrator = await site.BrowserOfAsync("missing-admin", Role.Administrator);
        foreach (var template in typeof(UiTexts).Assembly.GetTypes().SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
            .Select(route => route.Template)
            .Where(template => template.Contains('{') && !template.StartsWith("/problem", StringComparison.Ordinal)))
        {
            foreach (var nonsense in new[] { "999999999", "0", "-1", "9223372036854775808", "nonsense", "%E6%97%A0", "1.5" })
            {
                var address = System.Text.RegularExpressions.Regex.Replace(template, @"\{[^}]*\}", nonsense);
                using var answer = await administrator.GetAsync(address, Stop);
                Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{address}: {(int)answer.StatusCode}");
                Assert.NotNull((await TestApp.PageAsync(answer)).QuerySelector("a.button, a.mud-button-root"));
            }
        }
    }

    [Fact]
    public async Task RecordsOfAnotherCommunity_Answer404_LikeThoseThatAreNotThere()
    {
        var worker = await site.BrowserOfAsync("foreign-worker", Role.Worker, site.Home);
        await using var db = await site.Factory.CreateDbContextAsync(Stop);
        foreach (var kind in site.Get<RecordRegister>().All)
        {
            if (await (Task<long?>)GetType()
                .GetMethod(nameof(ForeignAsync), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(kind.List.GetType()
                    .GetGenericArguments()[0]).Invoke(null, [db, kind.List, site.Home])! is not { } id) continue;
            using var page = await worker.GetAsync(RecordPaths.Of(kind.List.Kind, id), Stop);
            // Some pages are the street's altogether.
            Assert.True(page.StatusCode is HttpStatusCode.NotFound
                or HttpStatusCode.Forbidden, $"{kind.List.Kind} {id}: {(int)page.StatusCode}");
            using var form = await worker.GetAsync($"{RecordPaths.Of(kind.List.Kind, id)}/edit", Stop);
            Assert.True(form.StatusCode is HttpStatusCode.NotFound
                or HttpStatusCode.Forbidden, $"{kind.List.Kind} {id} edit: {(int)form.StatusCode}");
        }
    }

    [Fact]
    public async Task ArchivedRecord_IsShown_ButHasNoForm()
    {
        var worker = await site.BrowserOfAsync("archive-worker", Role.Worker, site.Home);
        await using var db = await site.Factory.CreateDbContextAsync(Stop);
        var errand = await db.Errands.FirstAsync(found => found.CommunityId == site.Home && found.ArchivedAt == null, Stop);
        Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync($"/errands/{errand.Id}/edit", Stop)).StatusCode);
        await db.Errands.Where(found => found.Id == errand.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(found => found.ArchivedAt, DateTime.UnixEpoch), Stop);
        Assert.Equal(HttpStatusCode.OK, (await worker.GetAsync($"/errands/{errand.Id}", Stop)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await worker.GetAsync($"/errands/{errand.Id}/edit", Stop)).StatusCode);
    }

    [Fact]
    public async Task WhatIsThere_AnswersWithItself()
    {
        var id = await site.AddAccountAsync("there-admin", Role.Administrator);
        var administrator = site.Browser();
        await TestApp.SignInAsync(administrator, "there-admin", TestApp.Password);
        // Which units are evaluated, the cycle says.
        foreach (var address in (await site.PagesAsync(new CurrentUser("there-admin", Role.Administrator, null, id)))
            .Where(address => !address.Contains("/units/", StringComparison.Ordinal)))
        {
            using var answer = await administrator.GetAsync(address, Stop);
            if (answer.StatusCode == HttpStatusCode.OK) continue;
            // What is entered with another record is corrected there: its page leads to no form.
            Assert.True(address.EndsWith("/edit", StringComparison.Ordinal), $"{address}: {(int)answer.StatusCode}");
            Assert.DoesNotContain($"\"{address}\"", await administrator.GetStringAsync(address[..^"/edit".Length], Stop),
                StringComparison.Ordinal);
        }
    }

    private static async Task<long?> ForeignAsync<T>(DashboardDbContext db, RecordList<T> list, int home)
        where T : Concentric.Data.Record
    {
        var seen = list.Readable(db.Set<T>(), new CurrentUser("王芳", Role.Worker, [home])).Select(record => record.Id);
        return await db.Set<T>().Where(record => !seen.Contains(record.Id)).Select(record => (long?)record.Id).FirstOrDefaultAsync(Stop);
    }
}
