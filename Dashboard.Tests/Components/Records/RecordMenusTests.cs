using System.Globalization;
using Bunit;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Features.Records;
using Concentric.Data;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Ledgers;
using Concentric.Lists;
using Concentric.Lists.Personal;
using Concentric.Tests.Core.Notices;
using Concentric.Tests.TestData;
using MudBlazor;

namespace Concentric.Tests.Components.Records;

/// <summary>What stands above a list: columns, filters, saved views; and its rows.</summary>
public sealed class RecordMenusTests : IAsyncLifetime
{
    private RecordPagesContext context = null!;

    public RecordMenusTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    private static RecordList List => AllKinds.Of<Hazard>().List;

    public async ValueTask InitializeAsync() => context = await RecordPagesContext.CreateAsync();

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Fact]
    public void Columns_ReachNoFurtherThanTheEnds_AndTheLastStays()
    {
        var arranged = new List<IReadOnlyList<string>?>();
        var menu = Columns(["title", "place"], arranged);
        Assert.False(Box(menu, "title").HasAttribute("disabled"));
        Assert.True(Button(menu, "title", "Move up").HasAttribute("disabled"));
        Assert.True(Button(menu, "place", "Move down").HasAttribute("disabled"));
        Button(menu, "place", "Move up").Click();
        Box(menu, "title").Change(false);
        Box(menu, "number").Change(true);
        Assert.Equal([["place", "title"], ["place"], ["title", "place", "number"]], arranged);
        // A list without a column is none.
        Assert.True(Box(Columns(["title"], arranged), "title").HasAttribute("disabled"));
    }

    [Fact]
    public void Widths_GrowAndShrinkFromWhatTheyAre()
    {
        var sized = new List<(string, int?)>();
        var menu = Columns(["title", "place"], [], sized, new Dictionary<string, int> { ["title"] = 200 });
        menu.Find("[data-column=title] [data-wider]").Click();
        menu.Find("[data-column=title] [data-narrower]").Click();
        Assert.Equal([("title", 232), ("title", 168)], sized);
        // As wide as the browser has made it.
        context.JSInterop.Setup<int?>("concentricLists.widthOf", "place").SetResult(120);
        menu.Find("[data-column=place] [data-wider]").Click();
        Assert.Equal(("place", 152), sized[^1]);
    }

    [Fact]
    public async Task ATerm_IsFilteredByLinks_EachAddsOrTakesOut()
    {
        var filter = await FilterAsync("severity", "General");
        Assert.Equal("Severity: General", filter.Find("summary").TextContent);
        Assert.Equal(["?=", "?=", "?=General,Major"], filter.FindAll("a").Select(link => link.GetAttribute("href")));
        Assert.Equal("General", filter.FindAll("a[aria-current]").Single().TextContent.TrimStart('✓'));
    }

    [Fact]
    public async Task Days_AreTyped_AndThoseThatCantBeRead_AreNotSent()
    {
        var filter = await FilterAsync("found-on", null);
        Assert.Empty(filter.FindAll("input"));
        filter.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        filter.Find("#filter-found-on-FirstDay").Change("2026年3月1日");
        filter.Find("form").Submit();
        Assert.EndsWith("?=2026-03-01..", context.Address, StringComparison.Ordinal);
        filter.Find("#filter-found-on-LastDay").Change("soon");
        filter.Find("form").Submit();
        Assert.EndsWith("?=2026-03-01..", context.Address, StringComparison.Ordinal);
        Assert.Contains("Give a day", filter.Find(".field-error").TextContent);
    }

    [Theory]
    [InlineData("last-month", "Last month")]
    [InlineData("2026-03-01..2026-03-18", "2026-03-01 – 2026-03-18")]
    public async Task APeriod_IsSaidByItsName_OrItsDays(string value, string said)
    {
        var filter = await FilterAsync("found-on", value);
        Assert.Equal($"Found on: {said}", filter.Find("summary").TextContent);
        Assert.Equal("?=", filter.FindAll("a")[^1].GetAttribute("href"));
    }

    [Fact]
    public async Task Words_AreSuggested_AndWhatIsTypedIsTaken()
    {
        var asked = new List<string?>();
        var filter = await FilterAsync("place", null, (text, _) =>
        {
            asked.Add(text);
            return Task.FromResult<IEnumerable<string>>(["North gate"]);
        });
        filter.Find("details").TriggerEvent("ontoggle", EventArgs.Empty);
        await filter.Find("#filter-place").InputAsync("gate");
        filter.WaitForAssertion(() => Assert.Contains("gate", asked));
        await filter.Find("#filter-place").KeyDownAsync("Tab");
        await filter.Find("#filter-place").BlurAsync(new());
        filter.Find("form").Submit();
        filter.WaitForAssertion(() => Assert.EndsWith("?=gate", context.Address, StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_LeadToTheirRecords_AndChoosingAll_LeavesOutWhatIsLocked()
    {
        var picked = new HashSet<long>();
        ListView view = new([new("title", "Title", false, true), new("found-on", "Found on", false, false)],
            [new(1, 1, ["Lamp", "2026-03-01"], false, 2), new(2, 2, ["", "2026-03-02"], false, 0)], 2, false, 1, [])
        {
            Instructed = [2],
        };
        var rows = context.Render<RecordRows>(shown => shown.Add(one => one.Rows, view).Add(one => one.List, List)
            .Add(one => one.Sort, "-found-on").Add(one => one.HrefOf, key => $"?sort={key}").Add(one => one.Picked, picked)
            .Add(one => one.Locked, new HashSet<long> { 2 }));
        // What has no title is led to by a dash.
        Assert.Equal(["Lamp", "—"], rows.FindAll("[data-row]").Select(link => link.TextContent));
        Assert.Equal("2", rows.Find("tr:has([data-row='1']) [data-files]").GetAttribute("data-files"));
        Assert.Single(rows.FindAll("tr:has([data-row='2']) [data-instructed]"));
        Assert.Equal("descending", rows.Find("th:has(a[href='?sort=found-on'])").GetAttribute("aria-sort"));
        Assert.True(rows.Find("tr:has([data-row='2']) td.pick input").HasAttribute("disabled"));
        Assert.Contains("can’t change it", rows.Find("tr:has([data-row='2']) td.pick [title]").GetAttribute("title"));
        rows.Find("th.pick input").Change(true);
        Assert.Equal([1], picked);
    }

    /// <summary>Whoever has the focus in a row, or is about to click, is not to notice that others save.</summary>
    [Fact]
    public void Rows_ThatAreReadAgain_StayTheSameOnThePage()
    {
        static ListView View(params RowView[] rows) => new([new("title", "Title", false, true)], rows, rows.Length, false, 1, []);
        RowView gate = new(2, 2, ["Gate"], false);
        var rows = context.Render<RecordRows>(shown => shown.Add(one => one.Rows, View(new(1, 1, ["Lamp"], false), gate))
            .Add(one => one.List, List).Add(one => one.Sort, "title").Add(one => one.HrefOf, key => key).Add(one => one.Picked, []));
        IReadOnlyList<MudCheckBox<bool>> Boxes() => [.. rows.FindComponents<MudCheckBox<bool>>().Select(box => box.Instance)];
        var before = Boxes();
        rows.Render(shown => shown.Add(one => one.Rows,
            View(new(1, 1, ["Lamp, mended"], false), gate with { Cells = ["Gate"] })));
        Assert.Equal(["Lamp, mended", "Gate"], rows.FindAll("[data-row]").Select(link => link.TextContent));
        Assert.Equal(before, Boxes());
        // A click that is on its way to one record must never reach another that has come to its place.
        rows.Render(shown => shown.Add(one => one.Rows, View(gate, new(1, 1, ["Lamp"], false))));
        Assert.All(Boxes(), box => Assert.DoesNotContain(box, before));
    }

    [Fact]
    public void Views_AreLinks_ThePresentIsNamed_AndOnlyOnesOwnAreChanged()
    {
        OfferedView[] views = [new(1, "Mine", "view=overdue", true, null), new(2, "Theirs", "", false, "李强")];
        var menu = context.Render<SavedViewsMenu>(shown => shown.Add(one => one.Kind, "hazard").Add(one => one.Views, views)
            .Add(one => one.Address, ListAddress.Of("http://localhost/hazards?view=overdue&page=2")));
        Assert.Equal("Mine", menu.Find("summary").TextContent);
        Assert.Equal(["/hazards?view=overdue", "/hazards"], menu.FindAll("[data-view] a").Select(link => link.GetAttribute("href")));
        Assert.Equal("true", menu.Find("[data-view='1'] a").GetAttribute("aria-current"));
        Assert.Contains("shared by 李强", menu.Find("[data-view='2']").TextContent);
        menu.Find("[data-saved-views]").TriggerEvent("ontoggle", EventArgs.Empty);
        Assert.Equal(2, menu.FindAll("[data-view='1'] button").Count);
        Assert.Empty(menu.FindAll("[data-view='2'] button"));
    }

    /// <summary>The button, pressed again, must not put the present filters in the place of what another window has made.</summary>
    [Theory]
    [InlineData(false, "changed in another window")]
    [InlineData(true, "deleted in another window")]
    public async Task AViewThatAnotherWindowChanged_IsNotReplacedByTryingAgain(bool isGone, string told)
    {
        await using var own = await RecordPagesContext.CreateAsync(new("reader", Role.Worker, [TestStore.Xinsheng], 1));
        var reader = await own.Store.AccountAsync("reader", Role.Worker, TestStore.Xinsheng);
        var lists = own.Store.Get<PersonalLists>();
        await lists.SaveAsync(reader, "hazard", "Mine", "view=overdue", false, Stop);
        var seen = (await lists.ReadAsync(reader, "hazard", Stop)).Views;
        var read = 0;
        var menu = own.Render<SavedViewsMenu>(shown => shown.Add(one => one.Kind, "hazard").Add(one => one.Views, seen)
            .Add(one => one.Address, ListAddress.Of("http://localhost/hazards?view=open"))
            .Add(one => one.OnChanged, () =>
            {
                read++;
                return Task.CompletedTask;
            }));
        menu.Find("[data-saved-views]").TriggerEvent("ontoggle", EventArgs.Empty);
        await menu.Find("[data-view] button").ClickAsync();
        if (isGone) await lists.DeleteAsync(reader, seen[0], Stop);
        else await lists.SaveAsync(reader, "hazard", "Mine", "place=gate", false, Stop);
        await menu.Find("[type=checkbox]").ChangeAsync(true);
        await menu.Find("form").SubmitAsync();
        Assert.Contains(told, menu.Find("#saved-view-problem").TextContent);
        Assert.Equal(1, read);
        var kept = (await lists.ReadAsync(reader, "hazard", Stop)).Views;
        await menu.Find("form").SubmitAsync();
        Assert.Contains("fill it in", menu.Find("#saved-view-problem").TextContent);
        Assert.Equal(kept, (await lists.ReadAsync(reader, "hazard", Stop)).Views);
    }

    private static AngleSharp.Dom.IElement Box(IRenderedComponent<ColumnsMenu> menu, string key) =>
        menu.Find($"[data-column={key}] input");

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<ColumnsMenu> menu, string key, string does) =>
        menu.Find($"[data-column={key}] button[aria-label^='{does}']");

    private IRenderedComponent<ColumnsMenu> Columns(List<string> shown, List<IReadOnlyList<string>?> arranged,
        List<(string, int?)>? sized = null, IReadOnlyDictionary<string, int>? widths = null)
    {
        var menu = context.Render<ColumnsMenu>(with => with.Add(one => one.List, List).Add(one => one.Shown, shown)
            .Add(one => one.Widths, widths ?? new Dictionary<string, int>()).Add(one => one.IsOwn, true)
            .Add(one => one.OnArrange, arranged.Add).Add(one => one.OnSize, size => sized?.Add(size)));
        menu.Find("[data-columns]").TriggerEvent("ontoggle", EventArgs.Empty);
        return menu;
    }

    private async Task<IRenderedComponent<ListFilter>> FilterAsync(string key, string? value,
        Func<string?, CancellationToken, Task<IEnumerable<string>>>? suggest = null)
    {
        var names = await context.Store.Get<CommunityDirectory>().GetAsync(Stop);
        return context.Render<ListFilter>(shown => shown.Add(one => one.Column, List.Column(key)!).Add(one => one.Value, value)
            .Add(one => one.Names, names).Add(one => one.Communities, names.All).Add(one => one.Suggest, suggest)
            .Add(one => one.HrefOf, next => $"?={next}"));
    }
}
