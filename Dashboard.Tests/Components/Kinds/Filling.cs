using System.Globalization;
using Bunit;
using Concentric.Activities;
using Concentric.CoBuilders;
using Concentric.Communities;
using Concentric.Data;
using Concentric.Imports;
using Concentric.Kinds;
using Concentric.Lists;
using Concentric.Meetings;
using Concentric.Programmes;
using Concentric.Projects;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;
using Concentric.Volunteers;
using Microsoft.AspNetCore.Components;

namespace Concentric.Tests.Components.Kinds;

/// <summary>Fills the form of any declared kind as a person would, with a value that each field takes.</summary>
internal static class Filling
{
    /// <summary>Something that each reference may refer to.</summary>
    public static async Task AddReferencesAsync(TestStore store)
    {
        await using var db = store.Open();
        var programme = db.Programmes.Add(new() { Key = "errands", Name = "代办服务", NameEn = "Errands", Kind = ProgrammeKind.Strand }).Entity;
        db.Users.Add(new() { UserName = "leader", DisplayName = "刘主任", Role = Role.Leader });
        db.CoBuilders.Add(new() { Name = "惠民超市", NameEn = "Supermarket", Kind = CoBuilderKind.Enterprise, JoinedOn = TestStore.Today });
        db.Volunteers.Add(new() { CommunityId = TestStore.Xinsheng, Name = "张建国", Phone = "13812345678", RegisteredOn = TestStore.Today });
        db.Activities.Add(Make.Activity());
        db.Meetings.Add(new() { CommunityId = TestStore.Xinsheng, Title = "恳谈", HeldOn = TestStore.Today, Attendance = 3 });
        db.VolunteerPosts.Add(new() { CommunityId = TestStore.Xinsheng, Title = "护学岗", Places = 3 });
        db.Workers.Add(new() { CommunityId = TestStore.Xinsheng, Name = "赵敏" });
        await db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
        db.Projects.Add(new() { CommunityId = TestStore.Xinsheng, Title = "道路", StrandId = programme.Id, StartedOn = TestStore.Today });
        await db.SaveChangesAsync(Xunit.TestContext.Current.CancellationToken);
    }

    /// <summary>A value for each field.</summary>
    public static async Task<FieldValues<T>> ValuesAsync<T>(RecordPagesContext context, IEnumerable<Field> fields)
        where T : EnteredRecord
    {
        var offered = await context.Store.Get<RecordQueries<T>>()
            .OfferAsync(TestStore.Administrator, Xunit.TestContext.Current.CancellationToken);
        var values = new FieldValues<T>();
        foreach (var field in fields.Where(field => !IsLeftOut(Kind<T>(), field.Key))) values[field] = ValueOf(field, offered);
        return values;
    }

    /// <summary>Types and chooses the values into a form.</summary>
    public static async Task<FieldValues<T>> FillAsync<T>(RecordPagesContext context, IRenderedComponent<IComponent> form,
        IEnumerable<Field> fields)
        where T : EnteredRecord
    {
        var values = await ValuesAsync<T>(context, fields);
        foreach (var field in fields.Where(field => values[field] is not null)) await TypeAsync<T>(context, form, field, values[field]!);
        return values;
    }

    /// <summary>What can't be said beside the rest.</summary>
    private static bool IsLeftOut(string kind, string field) =>
        (kind, field) is ("output", "agreement") or ("meeting", "excused" or "absent")
        or ("published-figure", "only-programmes" or "only-communities");

    private static string Kind<T>()
        where T : EnteredRecord => AllKinds.Of<T>().Key;

    private static object? ValueOf(Field field, IReadOnlyList<OfferedReferences> offered) => field.Type switch
    {
        FieldDataType.Identifier => field.Key == "metric" ? "activities.held" : "errands",
        FieldDataType.Day => TestStore.Today,
        FieldDataType.YesNo => true,
        FieldDataType.Community => TestStore.Xinsheng,
        FieldDataType.Term => Enum.GetValues(field.TermType!).Cast<object>().Last(),
        FieldDataType.Minutes => Math.Max(field.Least, 90),
        FieldDataType.Milli => Math.Max(field.Least, 7_000),
        FieldDataType.Whole or FieldDataType.Money => Math.Max(field.Least, 7),
        FieldDataType.Phone => "13812345678",
        FieldDataType.Reference => offered.Single(one => one.Field.Key == field.Key).Choices is [var first, ..] ? first.Id : null,
        FieldDataType.References =>
            offered.Single(one => one.Field.Key == field.Key).Choices is [var first, ..] ? new[] { first.Id } : null,
        FieldDataType.Communities => new[] { (long)TestStore.Xinsheng, TestStore.Xinshun },
        // No two fields may name the same household, and none may look like a part of an id that the page makes up.
        FieldDataType.Addresses => new[] { $"7-{field.Key.Length}-101", $"8-{field.Key.Length}-101" },
        FieldDataType.Category => field.Terms is { } list ? list.BuiltIn[^1] : TestStore.Category,
        FieldDataType.Names => "甲、乙",
        _ => $"第七件 {field.Key}",
    };

    private static async Task<List<ReferenceChoice>> OfferedAsync<T>(RecordPagesContext context, Field field)
        where T : EnteredRecord
    {
        var offered = await context.Store.Get<RecordQueries<T>>()
            .OfferAsync(TestStore.Administrator, Xunit.TestContext.Current.CancellationToken);
        return [.. offered.Single(one => one.Field.Key == field.Key).Choices];
    }

    private static async Task TypeAsync<T>(RecordPagesContext context, IRenderedComponent<IComponent> form, Field field, object value)
        where T : EnteredRecord
    {
        // What is chosen is told by its key, in the field that a draft takes it from too.
        if (form.FindAll($"[data-choice][name=\"{field.Key}\"]") is [var choice])
        {
            await choice.ChangeAsync(new() { Value = Convert.ToString(value, CultureInfo.InvariantCulture) });
            return;
        }

        if (value is FieldList list && field.Type != FieldDataType.Addresses)
        {
            // A box for each, or a row of choices that share what may be named.
            foreach (var id in list.Ids)
            {
                var one = form.Find($"[name=\"{field.Key}.{id}\"], [data-field~={field.Key}] [data-of=\"{id}\"] [data-choice]");
                await one.ChangeAsync(new() { Value = one.GetAttribute("type") == "hidden" ? field.Key : true });
            }

            return;
        }

        var control = form.Find($"[data-field~={field.Key}] input, [data-field~={field.Key}] textarea");
        object typed = field.Type switch
        {
            FieldDataType.Day => ((DateOnly)value).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            FieldDataType.YesNo => true,
            FieldDataType.Addresses => string.Join('\n', ((FieldList)value).Texts),
            FieldDataType.Money => ((long)value / 100m).ToString(CultureInfo.InvariantCulture),
            FieldDataType.Milli => ((long)value / 1_000m).ToString(CultureInfo.InvariantCulture),
            // Told by name, and by number behind it.
            FieldDataType.Reference when control.GetAttribute("type") == "text" =>
                ImportLookups.Written((await OfferedAsync<T>(context, field)).Single(choice => choice.Id == (long)value).Name, (long)value),
            FieldDataType.Minutes => ((long)value / 60m).ToString(CultureInfo.InvariantCulture),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
        // What suggests while it is typed into listens to each letter.
        if (control.GetAttribute("role") == "combobox") await control.InputAsync(new() { Value = typed });
        else await control.ChangeAsync(new() { Value = typed });
    }
}
