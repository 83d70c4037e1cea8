using System.Globalization;
using System.Net;
using System.Reflection;
using Concentric.Data;
using Concentric.Exports;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.EntityFrameworkCore;

namespace Concentric.Tests.Integration.Secrets;

/// <summary>Walks every page and file as every role and looks for what nobody, or not this person, may see.</summary>
public sealed class SecretsTests(SecretsSite site) : IClassFixture<SecretsSite>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Role.Worker)]
    [InlineData(Role.Leader)]
    [InlineData(Role.Analyst)]
    [InlineData(Role.Panel)]
    [InlineData(Role.Administrator)]
    public async Task NoPageAndNoFile_ShowsAPersonalValue_ThatWasNotRevealed(Role role)
    {
        Assert.InRange(site.PersonalMarks, 100, int.MaxValue);
        var (browser, caller) = await AsAsync(role);
        var before = await RevealedAsync();
        var shown = await FindAsync(browser, [.. await site.PagesAsync(caller), .. await site.FilesAsync(caller)], SecretsSite.Personal);
        var revealed = shown.Where(address => address.StartsWith("/certificates/", StringComparison.Ordinal)).ToList();
        Assert.Equal("", string.Join("\n", shown.Except(revealed)));
        // A certificate names whom it honours, to those who print it; each time is written down.
        Assert.Equal(before + revealed.Count, await RevealedAsync());
    }

    [Fact]
    public async Task AWorker_SeesNothingOfOtherCommunitiesRecords_OnNoPageAndInNoFile()
    {
        Assert.InRange(site.ForeignMarks, 100, int.MaxValue);
        var (worker, caller) = await AsAsync(Role.Worker);
        Assert.Equal("",
            string.Join("\n",
                await FindAsync(worker, [.. await site.PagesAsync(caller), .. await site.FilesAsync(caller)], SecretsSite.Foreign)));
        // The marks are where the street looks.
        var (leader, street) = await AsAsync(Role.Leader);
        Assert.NotEmpty(await FindAsync(leader,
            [.. (await site.PagesAsync(street)).Where(address => address is "/petitions" or "/workers" or "/hazards")],
            SecretsSite.Foreign));
    }

    [Theory]
    [InlineData("zh-CN")]
    [InlineData("en")]
    public async Task NoWorkbook_HoldsAPersonalValue(string language)
    {
        var today = site.Get<OfficeClock>().Today;
        foreach (var template in site.Get<ExportTemplates>().All)
        {
            using var written = new MemoryStream();
            await template.WriteAsync(new ExportQuestion(Period.YearTo(today), PeriodKind.Custom, null,
                CultureInfo.GetCultureInfo(language), "刘敏"), written, null, Stop);
            using var answer = new HttpResponseMessage { Content = new ByteArrayContent(written.ToArray()) };
            Assert.DoesNotContain(SecretsSite.Personal, await SecretsSite.TextOfAsync(answer));
        }
    }

    [Fact]
    public async Task WhatIsPersonal_IsKnownByTheNameThatFormsUse_AndNoOtherPropertyHasThatName()
    {
        await using var db = await site.Factory.CreateDbContextAsync(Stop);
        var properties = db.Model.GetEntityTypes().SelectMany(type => type.GetProperties()).Select(property => property.PropertyInfo)
            .OfType<PropertyInfo>().Distinct().ToList();
        foreach (var property in properties)
        {
            var mark = property.GetCustomAttribute<PersonalAttribute>();
            if (mark is not null)
                Assert.True((mark.Field ?? property.Name).Split(',')
                    .All(PersonalFields.Has),
                    $"{property.DeclaringType!.Name}.{property.Name} is personal, but its entity is not in the store's sets");
            else Assert.False(PersonalFields.Has(property.Name),
                $"{property.DeclaringType!.Name}.{property.Name} has the name of a personal field, but is not declared personal");
        }
    }

    private async Task<(HttpClient Browser, CurrentUser Caller)> AsAsync(Role role)
    {
        var name = $"{role}-{Guid.NewGuid():N}"[..16].ToLowerInvariant();
        int[] own = role == Role.Worker ? [site.Home] : [];
        var id = await site.AddAccountAsync(name, role, own);
        var browser = site.Browser();
        Assert.Equal(HttpStatusCode.Redirect, (await TestApp.SignInAsync(browser, name, TestApp.Password)).StatusCode);
        return (browser, new CurrentUser(name, role, role == Role.Worker ? own : null, id));
    }

    private static async Task<IReadOnlyList<string>> FindAsync(HttpClient browser, IReadOnlyList<string> addresses, string mark)
    {
        var shown = new List<string>();
        foreach (var address in addresses.Distinct())
        {
            using var answer = await browser.GetAsync(address, Stop);
            var text = await SecretsSite.TextOfAsync(answer);
            Assert.True((int)answer.StatusCode < 500, $"{address}: {answer.StatusCode}");
            if (text.Contains(mark, StringComparison.Ordinal)) shown.Add(address);
        }

        return shown;
    }

    private async Task<int> RevealedAsync()
    {
        await using var db = await site.Factory.CreateDbContextAsync(Stop);
        return await db.AuditEntries.CountAsync(line => line.Action == "Revealed", Stop);
    }
}
