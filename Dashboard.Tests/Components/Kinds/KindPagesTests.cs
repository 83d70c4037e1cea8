using System.Globalization;
using System.Reflection;
using Bunit;
using Concentric.Attachments;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Resources;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Registration;
using Concentric.Rules;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;
using Microsoft.AspNetCore.Components;

namespace Concentric.Tests.Components.Kinds;

/// <summary>
/// The pages of every declared kind: whatever a field is, it can be entered, is shown, and is masked when it is personal.
/// </summary>
public sealed class KindPagesTests : IAsyncLifetime
{
    private RecordPagesContext context = null!;

    public static TheoryData<string> Kinds => [.. AllKinds.List.Select(kind => kind.Key)];

    public KindPagesTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");

    public async ValueTask InitializeAsync()
    {
        context = await RecordPagesContext.CreateAsync(TestStore.Administrator with { UserId = 1 },
            services => services.AddMetricCube(new()));
        await Filling.AddReferencesAsync(context.Store);
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Form_HasAControlForEachField_AndSavesWhatItSays(string kind) => On(kind, nameof(EnterAsync));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Form_KeepsWhatItIsNotToldToChange_AndPageShowsEachField(string kind) => On(kind, nameof(CorrectAsync));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task EmptyForm_TellsEachRequiredField(string kind) => On(kind, nameof(RefuseAsync));

    [Theory]
    [MemberData(nameof(Kinds))]
    public Task Reader_NeitherEntersNorChangesARecord(string kind) => On(kind, nameof(ReadOnlyAsync));

    private Task On(string kind, string check) =>
        (Task)typeof(KindPagesTests)
            .GetMethod(check, BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(AllKinds.Find(kind)!.RecordType)
            .Invoke(this, null)!;

    private async Task EnterAsync<T>()
        where T : EnteredRecord
    {
        var (saved, values) = await FillAsync<T>();
        Assert.All(AllKinds.Of<T>().Fields.Where(values.Has), field => Assert.True(Equals(values[field], field.Read(saved)), field.Key));
        var attached = await context.Store.Get<AttachmentQueries>()
            .ListAsync(TestStore.Administrator, new(AllKinds.Of<T>().Key, saved.Id), Xunit.TestContext.Current.CancellationToken);
        Assert.Equal("签到表.pdf", Assert.Single(attached).Name);
    }

    private async Task CorrectAsync<T>()
        where T : EnteredRecord
    {
        var kind = AllKinds.Of<T>();
        var (before, values) = await FillAsync<T>();
        var page = Open($"{kind.Path}/{{Id:long}}", before.Id);
        await page.WaitForElementAsync($"[data-record={kind.Key}]");
        Assert.Equal("签到表.pdf", page.Find("[data-attachments='1'] [data-attachment] a").TextContent);
        Assert.Single(page.FindAll("#attachments-upload"));
        Assert.All(kind.Fields.Where(field => field is { IsFact: true, IsEntered: true }), field =>
        {
            var text = page.Find(field.IsTitle ? "h1" : $"[data-fact={field.Key}] dd").TextContent.Trim();
            Assert.Equal(field.Read(before) is null, text == ValueText.None);
            Assert.DoesNotContain(Clear(field, values), text => page.Markup.Contains(text));
        });

        // Published figures have a page of their own in the place of a list.
        if (typeof(T) != typeof(Concentric.PublishedFigures.PublishedFigure))
        {
            var list = Open(kind.Path, null);
            await list.WaitForElementAsync($"[data-row='{before.Id}']");
            Assert.Equal("1", list.Find("[data-files]").GetAttribute("data-files"));
        }

        var form = Open($"{kind.Path}/{{Id:long}}/edit", before.Id);
        await form.WaitForElementAsync("form");
        Assert.All(kind.Fields.Where(field => field.IsEntered), field =>
            Assert.DoesNotContain(Clear(field, values), text => form.Markup.Contains(text)));
        Assert.DoesNotContain(kind.Entered, field => field.IsFixed && form.FindAll($"[data-field~={field.Key}]").Count > 0);
        Assert.DoesNotContain(kind.Declared, field => field.IsReason && form.FindAll($"[data-field~={field.Key}]").Count == 0);
        await form.Find("form").SubmitAsync();
        Assert.Empty(form.FindAll(".problems"));
        var after = await FindAsync<T>(before.Id);
        Assert.Equal(before.Version, after.Version);
        Assert.All(kind.Fields.Where(field => field.Property is not null), field => Assert.False(field.Differs(before, after), field.Key));
    }

    private async Task RefuseAsync<T>()
        where T : EnteredRecord
    {
        var kind = AllKinds.Of<T>();
        var before = Read<T>().Count;
        var form = Open($"{kind.Path}/new", null);
        await form.WaitForElementAsync("form");
        foreach (var field in kind.Entered.Where(field => field.IsCallersName || field is { Default: not null, Otherwise: null }))
            await form.Find($"[data-choice][name=\"{field.Key}\"], #field-{field.Key}").ChangeAsync(new() { Value = "" });
        await form.Find("form").SubmitAsync();
        var told = form.FindAll("[data-field]:has(.field-error)").Select(field => field.GetAttribute("data-field")!).ToList();
        var wanted = kind.Entered.Where(field => field is { IsRequired: true, Otherwise: null } or { IsAsked: true });
        Assert.Empty(wanted.Select(field => field.Key).Except(told));
        Assert.Equal(before, Read<T>().Count);
    }

    private async Task ReadOnlyAsync<T>()
        where T : EnteredRecord
    {
        var (commands, stop) = (context.Store.Get<RecordCommands<T>>(), Xunit.TestContext.Current.CancellationToken);
        var values = await Filling.ValuesAsync<T>(context, AllKinds.Of<T>().InForm(isNew: true));
        CurrentUser[] readers = [new("查阅", Role.Reader), new("查阅", Role.Reader, [TestStore.Xinsheng, TestStore.Xinshun])];
        var before = Read<T>().Count;
        foreach (var reader in readers)
        {
            var refusal = await Assert.ThrowsAnyAsync<Exception>(() => commands.EnterAsync(reader, values, Guid.NewGuid(), stop));
            Assert.True(refusal is UnauthorizedAccessException
                || (refusal is RefusedException { Violations: var told } && told.Any(one => one.Field == "community")), refusal.ToString());
        }

        Assert.Equal(before, Read<T>().Count);
        // Somebody with the right enters the same.
        var (saved, _) = await FillAsync<T>();
        foreach (var reader in readers)
        {
            Assert.False((await context.Store.Get<RecordQueries<T>>().FindAsync(reader, saved.Id, stop))?.MayWrite ?? false);
            await Assert.ThrowsAsync<RecordNotFoundException>(() =>
                commands.CorrectAsync(reader, new(saved.Id, saved.Version, values), stop));
            await Assert.ThrowsAsync<RecordNotFoundException>(() =>
                commands.ArchiveAsync(reader, new(saved.Id, saved.Version, "原因"), stop));
        }

        Assert.Equal(saved.Version, (await FindAsync<T>(saved.Id)).Version);
    }

    /// <summary>Enters a record by the page that people enter it by.</summary>
    private async Task<(T Saved, FieldValues<T> Values)> FillAsync<T>()
        where T : EnteredRecord
    {
        var kind = AllKinds.Of<T>();
        var form = Open($"{kind.Path}/new", null);
        await form.WaitForElementAsync("form");
        var fields = kind.InForm(isNew: true).ToList();
        foreach (var field in fields)
        {
            Assert.NotEmpty(form.FindAll($"[data-field~={field.Key}]"));
            // A person may be told by name, which a draft keeps in its tab only.
            var isTyped = form.FindAll($"input[type=text]#field-{field.Key}").Count == 1;
            var isPersonal = field.IsPersonal || (isTyped && field.Source is { IsPersonal: true });
            Assert.Equal(isPersonal, form.FindAll($"#field-{field.Key}[data-personal]").Count == 1);
        }

        Assert.DoesNotContain(kind.Entered, field => field.IsLater && form.FindAll($"[data-field~={field.Key}]").Count > 0);
        var before = Read<T>().Select(record => record.Id).ToHashSet();
        // A file by the form comes with the record, whichever command enters it.
        using (var content = new MemoryStream(Documents.Pdf()))
            await context.Store.Get<WaitingAttachments>().AddAsync(TestStore.Administrator with { UserId = 1 },
                new(kind.Key, Guid.Parse(form.Find("input[name='@request']").GetAttribute("value")!)), "签到表.pdf", content,
                Xunit.TestContext.Current.CancellationToken);
        await form.Find("[data-arrived]").ChangeAsync(new() { Value = "1" });
        Assert.Single(form.FindAll("[data-unsaved='1'] li"));
        var values = await Filling.FillAsync<T>(context, form, fields);
        await form.Find("form").SubmitAsync();
        Assert.Empty(form.FindAll(".problems li").Select(problem => problem.TextContent));
        return (await FindAsync<T>(Read<T>().Single(record => !before.Contains(record.Id)).Id), values);
    }

    private IRenderedComponent<IComponent> Open(string route, long? id)
    {
        var page = typeof(UiTexts).Assembly.GetTypes()
            .Single(type => type.GetCustomAttributes<RouteAttribute>().Any(one => one.Template == route));
        return context.Render<DynamicComponent>(parameters => parameters.Add(one => one.Type, page)
            .Add(one => one.Parameters, id is null ? null : new Dictionary<string, object> { ["Id"] = id }));
    }

    /// <summary>What is personal of what was said, in clear.</summary>
    private static IEnumerable<string> Clear<T>(Field<T> field, FieldValues<T> values)
        where T : EnteredRecord =>
            !field.IsPersonal ? [] : values[field] switch { FieldList list => list.Texts, string text => [text], _ => [] };

    /// <summary>A record with its parts.</summary>
    private async Task<T> FindAsync<T>(long id)
        where T : EnteredRecord => (await context.Store.Get<RecordQueries<T>>()
            .FindAsync(TestStore.Administrator, id, Xunit.TestContext.Current.CancellationToken))!.Record;

    private List<T> Read<T>()
        where T : EnteredRecord
    {
        using var db = context.Store.Open();
        return [.. db.Set<T>()];
    }
}
