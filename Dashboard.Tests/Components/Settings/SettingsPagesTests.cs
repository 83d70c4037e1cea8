using System.Globalization;
using Bunit;
using Concentric.Dashboard.Account;
using Concentric.Dashboard.Features.Settings;
using Concentric.Dashboard.Infrastructure;
using Concentric.Dashboard.Settings;
using Concentric.Data;
using Concentric.Live;
using Concentric.Metrics;
using Concentric.Settings;
using Concentric.Tests.TestData;
using Concentric.Time;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;

namespace Concentric.Tests.Components.Settings;

/// <summary>The pages of settings on a store of their own.</summary>
public sealed class SettingsPagesTests : IAsyncLifetime
{
    private const string Secret = "hidden-word";

    private static readonly CurrentUser Another = new("李四", Role.Administrator);

    private readonly BunitContext context = new();
    private TestStore store = null!;

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public SettingsPagesTests() => CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    public static TheoryData<string, string> Groups
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var group in SettingGroups.All)
                foreach (var language in new[] { "zh-CN", "en" }) data.Add(group.Key, language);
            return data;
        }
    }

    public async ValueTask InitializeAsync()
    {
        store = await SettingsRig.CreateAsync(sources => sources.AddInMemoryCollection([new("Hazards:MajorDueWorkingDays", "4")]));
        foreach (var service in new[] { typeof(SettingsEditor), typeof(MailTest), typeof(OfficeClock), typeof(LiveUpdates) })
            context.Services.AddSingleton(service, store.Services.GetRequiredService(service));
        foreach (var section in store.Services.GetServices<ISettingsSection>()) context.Services.AddSingleton(section);
        context.Services.AddLogging().AddSingleton<TimeProvider>(store.Time);
        context.Services.AddScoped<CurrentUserProvider>().AddScoped<PrerenderState>();
        context.Services.AddMudServices();
        context.JSInterop.Mode = JSRuntimeMode.Loose;
        var authorization = context.AddAuthorization();
        authorization.SetAuthorized(TestStore.Administrator.Name);
        authorization.SetClaims([.. CurrentUserClaims.Of(TestStore.Administrator)]);
        authorization.SetPolicies(Policies.Administrator);
    }

    public async ValueTask DisposeAsync()
    {
        await context.DisposeAsync();
        await store.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Groups))]
    public void EveryGroup_ShowsItsSettings_WithDefaultAndRange(string key, string language)
    {
        CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(language);
        var group = SettingGroups.All.Single(one => one.Key == key);
        var page = Open(key);
        foreach (var setting in group.Settings)
        {
            var shown = page.Find($"[data-setting='{setting.Key}']").TextContent;
            Assert.Contains(SettingWords.Label(setting), shown);
            Assert.Contains(SettingWords.Purpose(setting), shown);
            Assert.Contains(setting.Key, shown);
            if (SettingWords.Default(setting) is { } standard) Assert.Contains(standard, shown);
            if (SettingWords.Range(setting) is { } range) Assert.Contains(range, shown);
        }

        Assert.Equal(group.IsOnScreen, page.FindAll("form.settings-form button[type=submit]").Count == 1);
    }

    [Fact]
    public void WhatIsSetElsewhere_IsShown_AndNotAsked()
    {
        var line = Open("due-days").Find("[data-setting='Hazards:MajorDueWorkingDays']");
        Assert.Empty(line.QuerySelectorAll("input"));
        Assert.Equal("4", line.QuerySelector("output")!.TextContent);
        Assert.Contains("set by whatever starts the program", line.TextContent);
    }

    [Fact]
    public async Task WhatIsWrong_IsToldBesideItsField_AndStays()
    {
        var page = Open("figures");
        page.Find("#settings-Metrics-MinimumRanked").Change("0");
        page.Find("#settings-Metrics-ScoreWeights-Response").Change("0.3");
        Assert.Contains("Together 1.2", page.Find("[data-sum]").TextContent);
        await page.Find("form.settings-form").SubmitAsync();
        Assert.Equal("Fewest cases for a rank “0”: write a whole number from 1 to 1000.",
            page.Find("#settings-Metrics-MinimumRanked-error").TextContent.Trim());
        Assert.Contains("The three weights “0.3 + 0.5 + 0.4 = 1.2”", page.Find(".problems").TextContent);
        Assert.Equal("0", page.Find("#settings-Metrics-MinimumRanked").GetAttribute("value"));
        Assert.Empty(page.FindAll(".settings-review"));

        page.Find("#settings-Metrics-MinimumRanked").Change("6");
        Assert.Empty(page.FindAll("#settings-Metrics-MinimumRanked-error:not(.mended)"));
    }

    [Fact]
    public async Task BeforeItIsSaved_ThePageShowsNowAndThen_AndWhatChanges()
    {
        var page = Open("figures");
        page.Find("#settings-Metrics-MinimumRanked").Change("8");
        await page.Find("form.settings-form").SubmitAsync();
        Assert.Equal(["Fewest cases for a rank", "5", "8"],
            page.FindAll("[data-change='Metrics:MinimumRanked'] > *").Select(cell => cell.TextContent));
        Assert.Contains("All open pages", page.Find(".settings-effect").TextContent);
        Assert.Equal(5, store.Current<MetricOptions>().MinimumRanked);

        await page.Find(".settings-review .mud-button-filled").ClickAsync(new());
        Assert.Equal(8, store.Current<MetricOptions>().MinimumRanked);
        Assert.Contains("Saved.", page.Find("[role=status]").TextContent);
        var line = page.Find("[data-setting='Metrics:MinimumRanked']");
        Assert.Contains($"set by {TestStore.Administrator.Name}, 2026-03-18 10:00", line.TextContent);

        line.QuerySelector("button")!.Click();
        await page.Find("form.settings-form").SubmitAsync();
        await page.Find(".settings-review .mud-button-filled").ClickAsync(new());
        Assert.Equal(5, store.Current<MetricOptions>().MinimumRanked);
        Assert.Contains("back to its default by", page.Find("[data-setting='Metrics:MinimumRanked']").TextContent);
    }

    [Fact]
    public async Task TheSecondOfTwo_IsTold_WhoChangedWhat_AndKeepsWhatWasTyped()
    {
        var page = Open("due-days");
        page.Find("#settings-Hazards-GeneralDueWorkingDays").Change("15");
        await page.Find("form.settings-form").SubmitAsync();
        await store.SetAsync(Another, new SettingChange("Hazards:GeneralDueWorkingDays", "12", 0));
        await page.Find(".settings-review .mud-button-filled").ClickAsync(new());
        Assert.Contains("李四 has set “General hazards may take (working days)” to 12 (2026-03-18 10:00)",
            page.Find("[role=alert]").TextContent);
        Assert.Equal("15", page.Find("#settings-Hazards-GeneralDueWorkingDays").GetAttribute("value"));

        await page.Find("form.settings-form").SubmitAsync();
        Assert.Equal(["12", "15"], page.FindAll("[data-change] td").Select(cell => cell.TextContent));
        await page.Find(".settings-review .mud-button-filled").ClickAsync(new());
        Assert.Equal(15, store.Current<Concentric.Hazards.HazardSettings>().GeneralDueWorkingDays);
    }

    [Fact]
    public async Task ASecret_IsOnNoPage()
    {
        await store.Get<SettingsEditor>().SaveAsync(TestStore.Administrator,
            [new("Mail:Host", "smtp.example.cn", 0), new("Mail:From", "office@example.cn", 0), new("Mail:User", "office", 0),
                new("Mail:Password", Secret, 0), new("Mail:Site", "https://dashboard.example.cn/", 0)], Cancellation);
        var page = Open("mail");
        Assert.DoesNotContain(Secret, page.Markup);
        Assert.Contains("Set. Type a new one to replace it", page.Find("[data-setting='Mail:Password']").TextContent);
        Assert.Equal("password", page.Find("#settings-Mail-Password").GetAttribute("type"));

        page.Find("#settings-Mail-TimeoutSeconds").Change("20");
        await page.Find("form.settings-form").SubmitAsync();
        await page.Find(".settings-review .mud-button-filled").ClickAsync(new());
        Assert.Equal(Secret, store.Current<Concentric.Mail.MailOptions>().Password);

        page.Find("[data-setting='Mail:Password'] button").Click();
        page.Find("#settings-Mail-User").Change("");
        await page.Find("form.settings-form").SubmitAsync();
        await page.Find(".settings-review .mud-button-filled").ClickAsync(new());
        Assert.Null(store.Current<Concentric.Mail.MailOptions>().Password);
        Assert.DoesNotContain(Secret, context.Render<SettingsPage>().Markup);
    }

    [Fact]
    public async Task ATest_SaysHowItWent()
    {
        await using var server = new SmtpServer();
        var page = Open("mail");
        page.Find("#settings-test-address").Change("me");
        await page.Find(".mail-test").SubmitAsync();
        Assert.Contains("There is no mail server yet", page.Find("[data-card='mail-test'] [role=alert]").TextContent);

        page.Find("#settings-Mail-Host").Change("127.0.0.1");
        page.Find("#settings-Mail-Port").Change($"{server.Port}");
        page.Find("#settings-Mail-From").Change("office@example.cn");
        page.Find("#settings-Mail-Site").Change("https://dashboard.example.cn/");
        page.Find("[data-field='Mail-Security'] input[data-key='None']").Click();
        await page.Find(".mail-test").SubmitAsync();
        Assert.Contains("“me” is no mail address", page.Find("[data-card='mail-test'] [role=alert]").TextContent);
        page.Find("#settings-test-address").Change("me@example.cn");
        await page.Find(".mail-test").SubmitAsync();
        Assert.Contains("Look for it at me@example.cn", page.Find("[data-card='mail-test'] [role=status]").TextContent);
        Assert.Single(server.Mails);
        // Nothing was saved by trying.
        Assert.False(store.Current<Concentric.Mail.MailOptions>().IsOn);
    }

    [Fact]
    public async Task TheFirstPage_ListsWhatIsSet_AndWhoSetIt()
    {
        await store.SetAsync(Another, new SettingChange("Metrics:MinimumRanked", "8", 0));
        var page = context.Render<SettingsPage>();
        Assert.Equal([.. SettingGroups.All.Select(group => group.Key), "robots"],
            page.FindAll(".settings-nav a").Select(link => link.GetAttribute("href")!["/settings/".Length..])
                .OrderBy(key => key == "robots"));
        Assert.Contains("set by 李四", page.Find("[data-setting='Metrics:MinimumRanked']").TextContent);
        Assert.Contains("set by whatever starts the program", page.Find("[data-setting='Hazards:MajorDueWorkingDays']").TextContent);
        Assert.Empty(page.FindAll("[data-setting='Hazards:GeneralDueWorkingDays']"));
    }

    private IRenderedComponent<SettingGroupPage> Open(string key) =>
        context.Render<SettingGroupPage>(parameters => parameters.Add(one => one.Key, key));
}
