using System.Globalization;
using System.Reflection;
using Bunit;
using Concentric.Dashboard.Components.Records;
using Concentric.Data;
using Concentric.Kinds;
using Concentric.Tests.Components.Records;
using Concentric.Tests.TestData;

namespace Concentric.Tests.Components.Kinds;

/// <summary>The pages of every declared kind: whatever a field is, it can be entered, is shown, and is masked when it is personal.</summary>
public sealed class KindPagesTests : IAsyncLifetime
{
    private RecordPagesContext context = null!;

    public static TheoryData<string> Kinds => [.. AllKinds.List.Select(kind => kind.Key)];

    private static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    public KindPagesTests() => CultureInfo.CurrentUICulture = CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("en");

    public async ValueTask InitializeAsync()
    {
        context = await RecordPagesContext.CreateAsync(TestStore.Administrator);
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

    private Task On(string kind, string check) =>
        (Task)typeof(KindPagesTests).GetMethod(check, BindingFlags.NonPublic | BindingFlags.Instance)!.MakeGenericMethod(AllKinds.Find(kind)!.RecordType).Invoke(this, null)!;

    private async Task EnterAsync<T>()
        where T : EnteredRecord
    {
        var kind = AllKinds.Of<T>();
        var form = context.Render<KindForm<T>>(parameters => parameters.Add(page => page.Id, null));
        await form.WaitForElementAsync("form");
        var asked = kind.Entered.Where(field => !field.IsLater).ToList();
        foreach (var field in asked)
        {
            Assert.NotEmpty(form.FindAll($"[data-field={field.Key}]"));
            Assert.Equal(field.IsPersonal, form.FindAll($"#field-{field.Key}[data-personal]").Count == 1);
        }

        Assert.DoesNotContain(kind.Entered, field => field.IsLater && form.FindAll($"[data-field={field.Key}]").Count > 0);
        var before = await ReadAsync<T>();
        var values = await Filling.FillAsync<T>(context, form, asked);
        await form.Find("form").SubmitAsync();
        Assert.Empty(form.FindAll(".problems"));
        var saved = (await ReadAsync<T>()).Single(record => before.TrueForAll(other => other.Id != record.Id));
        Assert.All(kind.Fields.Where(values.Has), field => Assert.Equal(values[field], field.Read(saved)));
    }

    private async Task CorrectAsync<T>()
        where T : EnteredRecord
    {
        var kind = AllKinds.Of<T>();
        var values = await Filling.ValuesAsync<T>(context, kind.Entered);
        var at = await context.Store.Get<RecordCommands<T>>().EnterAsync(TestStore.Administrator, values, null, Cancellation);
        var before = (await ReadAsync<T>()).Single(record => record.Id == at.Id);

        var page = context.Render<KindPage<T>>(parameters => parameters.Add(one => one.Id, at.Id));
        await page.WaitForElementAsync($"[data-record={kind.Key}]");
        Assert.All(kind.Fields.Where(field => field.Property is not null && field.Type != FieldDataType.Community), field =>
        {
            var text = page.Find(field.IsTitle ? "h1" : $"[data-fact={field.Key}] dd").TextContent.Trim();
            Assert.NotEqual(ValueText.None, text);
            if (field.IsPersonal) Assert.DoesNotContain((string)values[field]!, page.Markup);
        });

        var form = context.Render<KindForm<T>>(parameters => parameters.Add(one => one.Id, at.Id));
        await form.WaitForElementAsync("form");
        Assert.All(kind.Fields.Where(field => field.IsPersonal), field => Assert.DoesNotContain((string)values[field]!, form.Markup));
        Assert.DoesNotContain(kind.Entered, field => field.IsFixed && form.FindAll($"[data-field={field.Key}]").Count > 0);
        await form.Find("form").SubmitAsync();
        Assert.Empty(form.FindAll(".problems"));
        var after = (await ReadAsync<T>()).Single(record => record.Id == at.Id);
        Assert.Equal(before.Version, after.Version);
        Assert.All(kind.Fields.Where(field => field.Property is not null), field => Assert.Equal(field.Read(before), field.Read(after)));
    }

    private async Task RefuseAsync<T>()
        where T : EnteredRecord
    {
        var kind = AllKinds.Of<T>();
        var before = await ReadAsync<T>();
        var form = context.Render<KindForm<T>>(parameters => parameters.Add(page => page.Id, null));
        await form.WaitForElementAsync("form");
        foreach (var field in kind.Entered.Where(field => field.Default is not null)) form.Find($"#field-{field.Key}").Change("");
        await form.Find("form").SubmitAsync();
        var told = form.FindAll("[data-field]:has(.field-error)").Select(field => field.GetAttribute("data-field")!).ToList();
        Assert.Empty(kind.Entered.Where(field => field.IsRequired).Select(field => field.Key).Except(told));
        Assert.Equal(before.Count, (await ReadAsync<T>()).Count);
    }

    private async Task<List<T>> ReadAsync<T>()
        where T : EnteredRecord
    {
        await using var db = context.Store.Open();
        return [.. db.Set<T>()];
    }
}
