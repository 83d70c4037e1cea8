using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Bunit;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Features.Evaluation;
using Concentric.Dashboard.Features.Hazards;
using Concentric.Dashboard.Resources;
using Concentric.Evaluation;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Tests.Core.Evaluation;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;

namespace Concentric.Tests.Components.Records;

/// <summary>
/// Two people change one record: what one of them changed is taken without a question, what both changed is asked, and nothing else.
/// </summary>
public sealed class ConflictTests
{
    public ConflictTests() => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");

    private static CancellationToken Stop => Xunit.TestContext.Current.CancellationToken;

    /// <summary>What every form of the application holds.</summary>
    public static TheoryData<string> Forms =>
        [.. typeof(UiTexts).Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Form", StringComparison.Ordinal) && !typeof(IComponent).IsAssignableFrom(type)
                && type.GetConstructor([]) is not null && Properties(type).Count > 1).Select(type => type.FullName!)];

    [Theory]
    [MemberData(nameof(Forms))]
    public void OfEveryForm_OnlyWhatBothChanged_IsAsked(string form)
    {
        var type = typeof(UiTexts).Assembly.GetType(form)!;
        typeof(ConflictTests).GetMethod(nameof(AssertMerges), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type)
            .Invoke(null, null);
    }

    [Fact]
    public async Task AFieldThatOneNeverTouched_IsNotAskedAbout_AndStaysAsTheOtherMadeIt()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        var hazard = await context.Store.AddAsync(Make.Hazard(foundOn: TestStore.Today));
        var page = context.Render<HazardFormPage>(form => form.Add(one => one.Id, hazard.Id));
        await ChangeElsewhereAsync(context, hazard, "Theirs", "Third entrance");
        page.Find("#field-title").Change("Mine");
        await RecordPagesContext.ChooseAsync(page, "responsible", "Property office");
        await page.Find("form").SubmitAsync();
        Assert.Equal(["title"], page.FindAll("[data-conflict]").Select(row => row.GetAttribute("data-conflict")));
        await page.Find(".conflict .actions button").ClickAsync();
        var saved = await FindAsync(context, hazard.Id);
        Assert.Equal(("Mine", "Third entrance", "Property office"), (saved.Title, saved.Place, saved.ResponsibleUnit));
    }

    [Fact]
    public async Task ADraftOfAnEarlierVersion_ChangesOnlyWhatWasTyped()
    {
        await using var context = await RecordPagesContext.CreateAsync();
        var hazard = await context.Store.AddAsync(Make.Hazard(foundOn: TestStore.Today, with: found => found.Place = "Gate"));
        var before = context.Render<HazardFormPage>(form => form.Add(one => one.Id, hazard.Id));
        var kept = before.FindAll("input[type=hidden]")
            .ToDictionary(field => field.GetAttribute("name")!, field => field.GetAttribute("value"));
        await ChangeElsewhereAsync(context, hazard, hazard.Title, "Third entrance");

        // The page is opened again, and the browser puts back what it kept: the typed field, and the others as they stood then.
        var page = context.Render<HazardFormPage>(form => form.Add(one => one.Id, hazard.Id));
        foreach (var (name, value) in kept)
            page.FindAll("input[type=hidden]").Single(field => field.GetAttribute("name") == name).Change(value);
        page.Find("#field-title").Change("Mine");
        page.Find("#field-place").Input("Gate");
        await page.Find("form").SubmitAsync();
        Assert.Empty(page.FindAll("[data-conflict]"));
        var saved = await FindAsync(context, hazard.Id);
        Assert.Equal(("Mine", "Third entrance"), (saved.Title, saved.Place));
    }

    [Fact]
    public async Task TheRules_AreMergedToo_AndNeverOverwritten()
    {
        await using var context = await RecordPagesContext.CreateAsync(TestStore.Leader);
        var scene = new EvaluationScene(context.Store);
        var cycle = await scene.CycleAsync(CycleStage.Draft);
        var page = context.Render<RulesPage>(rules => rules.Add(one => one.Id, cycle.Id));
        await page.Find(".actions button").ClickAsync();
        var theirs = Scheme.Default with { MostDeduction = 7, MinimumEvidence = 4 };
        await scene.Cycles.ChangeRulesAsync(EvaluationScene.Leader, new(cycle.Id, cycle.Version, theirs), Stop);
        Setting(page, 0).Change("6");
        Setting(page, 1).Change("9");
        await page.Find("form").SubmitAsync();
        Assert.Equal(["MinimumEvidence"], page.FindAll("[data-conflict]").Select(row => row.GetAttribute("data-conflict")));
        await page.Find(".conflict .actions button").ClickAsync();
        var saved = (await scene.BoardAsync(cycle.Id)).Scheme;
        Assert.Equal((6, 9, 7), (saved.MinimumEvidence, saved.MostBonus, saved.MostDeduction));

        static AngleSharp.Dom.IElement Setting(IRenderedComponent<RulesPage> page, int at) => page.FindAll(".rule-settings input")[at];
    }

    private static void AssertMerges<TModel>()
        where TModel : class, new()
    {
        var properties = Properties(typeof(TModel));
        for (var i = 0; i < properties.Count; i++)
        {
            var (mine, other) = (properties[i], properties[(i + 1) % properties.Count]);
            var apart = Conflict.Between(new TModel(), With<TModel>((mine, 1)), With<TModel>((other, 1)), 2);
            Assert.Empty(apart.Contested.Select(field => field.Name));
            Assert.Equal(Written(With<TModel>((mine, 1), (other, 1))), Written(apart.Merge()));

            var both = Conflict.Between(new TModel(), With<TModel>((mine, 1)), With<TModel>((mine, 2), (other, 1)), 2);
            // There are only two answers to yes or no: who changed it too said the same.
            if (mine.PropertyType == typeof(bool)) continue;
            Assert.Equal([mine.Name], both.Contested.Select(field => field.Name));
            Assert.Equal(Written(With<TModel>((mine, 1), (other, 1))), Written(both.Merge()));
        }
    }

    private static List<PropertyInfo> Properties(Type form) =>
        [.. form.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite)];

    private static TModel With<TModel>(params (PropertyInfo Property, int Which)[] changes)
        where TModel : new()
    {
        var form = new TModel();
        foreach (var (property, which) in changes) property.SetValue(form, Value(property.PropertyType, property.GetValue(form), which));
        return form;
    }

    /// <summary>A value of a type that is neither the present one nor that of another number.</summary>
    private static object? Value(Type type, object? present, int which)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(bool)) return plain == type ? !(bool)present! : which == 1;
        if (plain == typeof(string)) return $"text {which}";
        if (plain == typeof(DateOnly)) return TestStore.Today.AddDays(which);
        if (plain.IsEnum) return Enum.GetValues(plain).Cast<object>().Where(value => !value.Equals(present)).ElementAtOrDefault(which - 1);
        if (plain == typeof(int) || plain == typeof(long))
            return Convert.ChangeType((present is null ? 0 : Convert.ToInt64(present, CultureInfo.InvariantCulture)) + which, plain,
                CultureInfo.InvariantCulture);
        if (typeof(IDictionary).IsAssignableFrom(plain))
        {
            var dictionary = (IDictionary)Activator.CreateInstance(plain)!;
            dictionary.Add(Value(plain.GenericTypeArguments[0], null, which)!, Value(plain.GenericTypeArguments[1], null, which));
            return dictionary;
        }

        var list = (IList)Activator.CreateInstance(plain)!;
        var item = plain.GenericTypeArguments[0];
        list.Add(item.IsPrimitive || item.IsEnum
            ? Value(item, null, which)
            : JsonSerializer.Deserialize($$"""{"Key":"{{which}}"}""", item)!);
        return list;
    }

    private static string Written<TModel>(TModel form) => JsonSerializer.Serialize(form);

    private static async Task ChangeElsewhereAsync(RecordPagesContext context, Hazard hazard, string title, string place)
    {
        var values = new FieldValues<Hazard> { [x => x.Title] = title, [x => x.Place] = place };
        await context.Store.Get<HazardCommands>().CorrectAsync(TestStore.WorkerOfXinsheng, new(hazard.Id, hazard.Version, values), Stop);
    }

    private static async Task<Hazard> FindAsync(RecordPagesContext context, long id)
    {
        await using var db = context.Store.Open();
        return (await db.Hazards.FindAsync([id], Stop))!;
    }
}
