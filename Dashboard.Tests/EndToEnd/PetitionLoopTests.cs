using Concentric.Data;
using Concentric.Ledgers;
using Concentric.Petitions;
using Concentric.Tests.TestData;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Concentric.Tests.EndToEnd;

/// <summary>The council hall's loop from collecting to the resident's word, as a worker goes through it.</summary>
public sealed class PetitionLoopTests(PetitionLoopTests.App app, Chromium chromium)
    : BrowserTest(chromium), IClassFixture<PetitionLoopTests.App>
{
    [Theory]
    [InlineData("zh-CN", 1366, ColorScheme.Light, "已解决，基本满意", "群众已确认")]
    [InlineData("en", 390, ColorScheme.Dark, "Resolved, Mostly satisfied", "Confirmed by the resident")]
    public async Task FromCollecting_ToConfirmed(string language, int width, ColorScheme scheme, string confirmed, string state)
    {
        var worker = await SignedInAsync(app, Role.Worker, [await app.CommunityAsync()], language, scheme, width);
        await OpenLiveAsync(worker, "/petitions");
        await worker.Locator("a[href='/petitions/new']").First.ClickAsync();
        await worker.Locator("#field-title").FillAsync("3 号楼污水井溢流");
        await ChooseAsync(worker.Locator("form.record-form"), "category", "sanitation");
        await ChooseAsync(worker.Locator("form.record-form"), "source", "Visit");
        await Expect(worker.Locator("#field-due-on-hint")).ToContainTextAsync("5");
        await worker.Locator("#field-petitioner").FillAsync("张建国");
        await worker.Locator("#field-phone").FillAsync("13812345678");
        await AssertAccessibleAsync(worker);
        await worker.Locator("form.record-form button[type=submit]").ClickAsync();

        await Expect(worker.Locator("[data-stage=Negotiated].next")).ToHaveAttributeAsync("aria-current", "step");
        await Expect(worker.Locator("[data-masked=PetitionerPhone]")).ToHaveTextAsync("138****5678");
        await worker.Locator("[data-fact=phone] .link-button").ClickAsync();
        await Expect(worker.Locator("[data-revealed=PetitionerPhone]")).ToHaveTextAsync("13812345678");
        await DoAsync(worker, "negotiated", "与物业商定当天清掏");
        await Expect(worker.Locator("[data-stage=Handled].next")).ToHaveAttributeAsync("aria-current", "step");
        await DoAsync(worker, "handled", "清掏两车");
        await Expect(worker.Locator("[data-finding=handled]")).ToHaveClassAsync("good");
        await Expect(worker.Locator("[data-finding=resolved]")).ToHaveClassAsync("quiet");
        await DoAsync(worker, "fedback", "上门告知");

        await worker.OpenActionAsync("close");
        await worker.ActionDialog().Locator("[data-field=Outcome] label").First.ClickAsync();
        await worker.FinishActionAsync();
        await Expect(worker.Locator("[data-finding=resolved]")).ToHaveClassAsync("good");
        await Expect(worker.Locator("[data-finding=confirmed]")).ToHaveClassAsync("quiet");

        await worker.OpenActionAsync("call-back");
        foreach (var (field, answer) in new[] { ("CallBackValid", 0), ("CallBackResponded", 0), ("CallBackResolved", 0),
            ("Satisfaction", 1) })
            await worker.ActionDialog().Locator($"[data-field={field}] label").Nth(answer).ClickAsync();
        await AssertAccessibleAsync(worker);
        await worker.FinishActionAsync();
        await Expect(worker.Locator("[data-finding=confirmed] b")).ToHaveTextAsync(confirmed);
        await Expect(worker.Locator(".record-title")).ToContainTextAsync(state);
        await Expect(worker.Locator(".timeline > [role=listitem]")).ToHaveCountAsync(6);
        await AssertAccessibleAsync(worker);

        await using var db = await app.Factory.CreateDbContextAsync(Cancellation);
        var number = await worker.Locator(".record-title code").TextContentAsync();
        var petition = await db.Petitions.SingleAsync(found => found.Number == number, Cancellation);
        Assert.Equal((PetitionOutcome.Resolved, true, Satisfaction.MostlySatisfied),
            (petition.Outcome, petition.CallBackResolved, petition.Satisfaction));
    }

    private static async Task DoAsync(IPage page, string action, string note)
    {
        await page.OpenActionAsync(action);
        await page.ActionDialog().Locator("textarea[name=Note]").FillAsync(note);
        await page.FinishActionAsync();
        await Expect(page.Locator(".timeline")).ToContainTextAsync(note);
    }

    /// <summary>A community beside the categories that every store has.</summary>
    public sealed class App : TestApp, IAsyncLifetime
    {
        public async ValueTask InitializeAsync()
        {
            Listen();
            await using var db = await Factory.CreateDbContextAsync(Cancellation);
            db.Actor = CurrentUser.System;
            db.Add(new Community { Code = "xinsheng", Name = "馨盛园", NameEn = "Xinsheng Garden", SortOrder = 1 });
            await db.SaveChangesAsync(Cancellation);
            Get<CommunityDirectory>().Forget();
        }

        public async Task<int> CommunityAsync() => (await Get<CommunityDirectory>().GetAsync(Cancellation)).Find("xinsheng")!.Id;
    }
}
