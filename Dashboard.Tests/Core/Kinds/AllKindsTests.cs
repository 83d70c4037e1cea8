using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Kinds;
using Concentric.Resources;
using Concentric.Rules;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Core.Kinds;

/// <summary>What holds for every kind of record that is declared by its fields; a new kind is walked too.</summary>
public sealed class AllKindsTests
{
    private static readonly CultureInfo[] Cultures = [CultureInfo.GetCultureInfo("zh-CN"), CultureInfo.GetCultureInfo("en")];

    /// <summary>What every record has, and nobody says.</summary>
    private static readonly string[] Kept = [nameof(Concentric.Data.Record.Id), nameof(Concentric.Data.Record.Version),
        nameof(Concentric.Data.Record.ArchivedAt), nameof(Concentric.Data.Record.ArchiveReason), nameof(EnteredRecord.RequestId)];

    /// <summary>Properties that steps ask for in a question of their own, or that mean something else outside of a kind.</summary>
    private static readonly string[] AskedOtherwise = ["CallBackValid", "CallBackResponded", "CallBackResolved", "Note"];

    public static TheoryData<string> Kinds => [.. AllKinds.List.Select(kind => kind.Key)];

    public static TheoryData<string, string> Fields =>
        [.. AllKinds.List.SelectMany(kind => kind.Entered.Select(one => (kind.Key, one.Key)))];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryField_HasAName_AndNoTwoHaveTheSame(string key)
    {
        var kind = AllKinds.Find(key)!;
        foreach (var culture in Cultures)
        {
            Assert.All([Texts.Kind(key, culture), Texts.Kinds(key, culture), Texts.Enter(key, culture), Texts.Correct(key, culture)],
                text => Assert.NotEmpty(text));
            Assert.Equal(kind.Declared.Count, kind.Declared.Select(field => field.Label(culture)).Distinct().Count());
        }
    }

    /// <summary>
    /// Steps and refusals name a property, lists and forms the declared field: what is said of one property of all kinds must be called
    /// alike by both.
    /// </summary>
    [Fact]
    public void APropertyThatIsOneField_HasOneLabel()
    {
        var fields = AllKinds.List.SelectMany(kind => kind.Declared).Where(field => field.Property is not null)
            .GroupBy(field => field.Property!.Name).Where(group => !AskedOtherwise.Contains(group.Key)).ToList();
        foreach (var culture in Cultures)
        {
            var two = fields.Where(group => group.Select(field => field.Label(culture)).Distinct().Count() == 1)
                .Select(group => (group.Key, Label: group.First().Label(culture), Said: RuleTexts.FindField(group.Key, culture)))
                .Where(one => one.Said is not null && one.Said != one.Label);
            Assert.Empty(two);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void EveryValueOfTheEntity_IsDeclared(string key)
    {
        var kind = AllKinds.Find(key)!;
        var values = kind.RecordType.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite && !Kept.Contains(property.Name) && IsValue(property.PropertyType))
            .Select(property => property.Name);
        Assert.Empty(values.Except(kind.Declared.Select(field => field.Property?.Name!)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatIsShownFilteredAndSorted_IsAColumn(string key)
    {
        var list = AllKinds.Find(key)!.RecordList;
        string[] named = [.. list.Filters, .. list.Sorts, .. list.Shown ?? [], list.DefaultSort.TrimStart('-')];
        Assert.Empty(named.Except(list.Ledger.Columns.Select(column => column.Key)));
        Assert.Contains(list.DefaultSort.TrimStart('-'), list.Sorts);
    }

    [Theory]
    [MemberData(nameof(Fields))]
    public void EveryLimit_HoldsAtItsEdge_AndNotOnePastIt(string kind, string field) =>
        On(AllKinds.Find(kind)!, nameof(CheckLimits), field);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatAFormHolds_ComesBackFromItsDraft(string kind) => On(AllKinds.Find(kind)!, nameof(CheckDraft));

    [Fact]
    public void APersonalField_IsSuggestedByNoForm()
    {
        var refused = Assert.Throws<ArgumentException>(() =>
            new RecordKind<Errand>("/errands", f =>
                [f.Text("beneficiary", x => x.Beneficiary).Suggested()])
            { DefaultSort = "beneficiary" });
        Assert.Contains("beneficiary", refused.Message);
    }

    private static void On(RecordKind kind, string check, params object[] args)
    {
        var method = typeof(AllKindsTests)
            .GetMethod(check, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(kind.RecordType);
        method.Invoke(null, args);
    }

    private static void CheckLimits<T>(string key)
        where T : EnteredRecord
    {
        var field = AllKinds.Of<T>()[key];
        if (field is { IsRequired: true, Otherwise: null } or { IsAsked: true }) Assert.Equal(Rule.Required, Wrong(field, null));
        else Assert.Null(Wrong(field, null));
        switch (field.Type)
        {
            case FieldDataType.Text or FieldDataType.Lines or FieldDataType.Names or FieldDataType.Identifier:
                Assert.Null(Wrong(field, new string('字', field.MostLength)));
                Assert.Equal(Rule.TooLong, Wrong(field, new string('字', field.MostLength + 1)));
                break;
            case FieldDataType.Day:
                Assert.Null(Wrong(field, ValidationContext.FirstDay));
                Assert.Equal(Rule.TooEarly, Wrong(field, ValidationContext.FirstDay.AddDays(-1)));
                var last = field.IsPast ? TestStore.Today : TestStore.Today.AddDays(ValidationContext.MostDaysAhead);
                Assert.Null(Wrong(field, last));
                Assert.Equal(field.IsPast ? Rule.InFuture : Rule.TooLate, Wrong(field, last.AddDays(1)));
                break;
            case FieldDataType.Whole or FieldDataType.Money or FieldDataType.Milli or FieldDataType.Minutes:
                // A limit that the property can't hold would be found out while saving.
                var largest = (Nullable.GetUnderlyingType(field.Property!.PropertyType) ?? field.Property.PropertyType) == typeof(int)
                    ? int.MaxValue
                    : long.MaxValue;
                Assert.InRange(field.Most, field.Least, largest);
                foreach (var edge in new[] { field.Least, field.Most }) Assert.Null(Wrong(field, edge));
                if (field.Least > long.MinValue) Assert.Equal(Rule.OutOfRange, Wrong(field, field.Least - 1));
                if (field.Most < long.MaxValue) Assert.Equal(Rule.OutOfRange, Wrong(field, field.Most + 1));
                break;
            case FieldDataType.Term:
                Assert.Equal(Rule.Unknown, Wrong(field, Enum.ToObject(field.TermType!, 1_000)));
                break;
        }
    }

    private static Rule? Wrong<T>(Field<T> field, object? value)
        where T : EnteredRecord
    {
        var check = new ValidationContext();
        field.Clean(value, null, check, TestStore.Today);
        Assert.All(check.Found, wrong => Assert.Equal(field.Key, wrong.Field));
        return check.Found.Count == 0 ? null : Assert.Single(check.Found).Rule;
    }

    private static void CheckDraft<T>()
        where T : EnteredRecord
    {
        var kind = AllKinds.Of<T>();
        var values = new FieldValues<T>();
        foreach (var field in kind.Fields.Where(field => field.IsEntered)) values[field] = Example(field);
        values[kind.Fields.First(field => field.IsEntered)] = null;
        var back = JsonSerializer.Deserialize<FieldValues<T>>(JsonSerializer.Serialize(values))!;
        Assert.All(kind.Fields.Where(field => field.IsEntered), field =>
            Assert.Equal((true, values[field]), (back.Has(field), back[field])));

        values.Leave(kind.Fields.Last(field => field.IsEntered));
        Assert.Equal(values.Told, JsonSerializer.Deserialize<FieldValues<T>>(JsonSerializer.Serialize(values))!.Told);
    }

    private static object Example(Field field) => field.Type switch
    {
        FieldDataType.Day => TestStore.Today,
        FieldDataType.YesNo => true,
        FieldDataType.Community => 7,
        FieldDataType.Term => Enum.GetValues(field.TermType!).Cast<object>().Last(),
        FieldDataType.Whole or FieldDataType.Money or FieldDataType.Milli or FieldDataType.Minutes or FieldDataType.Reference =>
            1_234_567_890_123,
        FieldDataType.References or FieldDataType.Communities => new[] { 1_234_567_890_123, 7 },
        FieldDataType.Addresses => new[] { "7-2-301", "7-2-302" },
        _ => "一行\n\"两行\" <3>",
    };

    private static bool IsValue(Type type) => type == typeof(string) || (Nullable.GetUnderlyingType(type) ?? type).IsValueType;
}
