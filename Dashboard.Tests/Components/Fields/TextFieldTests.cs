using Bunit;
using Concentric.Dashboard.Components.Records.Fields;
using MudBlazor;

namespace Concentric.Tests.Components.Fields;

public sealed class TextFieldTests : FieldTest
{
    [Fact]
    public void WhatIsTyped_GoesToTheForm_AndNothingIsNothing()
    {
        var told = new List<string?>();
        var field = Show<TextField>(shown => shown.Add(one => one.Name, "Title").Add(one => one.ValueChanged, told.Add));
        field.Find("#form-Title").Change("Lamp");
        field.Find("#form-Title").Change("");
        Assert.Equal(["Lamp", null], told);
    }

    [Fact]
    public void Label_IsThatOfTheField_AndSaysThatItIsRequired()
    {
        var field = Show<TextField>(shown => shown.Add(one => one.Name, "Title").Add(one => one.Required, true));
        var label = field.Find("label[for=form-Title]");
        Assert.StartsWith("Title", label.TextContent);
        Assert.Equal("Required", label.QuerySelector(".required")!.GetAttribute("title"));
        Assert.Empty(Show<TextField>(shown => shown.Add(one => one.Name, "Place")).FindAll(".required"));
        Assert.Equal("Scene", Show<TextField>(shown => shown.Add(one => one.Name, "Place").Add(one => one.Label, "Scene"))
            .Find("label").TextContent);
    }

    [Fact]
    public void HintAndError_AreReadOutWithTheField()
    {
        var field = Show<TextField>(shown => shown.Add(one => one.Name, "Title").Add(one => one.Hint, "In a few words"));
        Assert.Equal("form-Title-hint", field.Find("#form-Title").GetAttribute("aria-describedby"));
        Assert.Equal("In a few words", field.Find("#form-Title-hint").TextContent);
        Refuse("Title");
        Assert.Equal("form-Title-hint form-Title-error", field.Find("#form-Title").GetAttribute("aria-describedby"));
        Assert.Equal("true", field.Find("#form-Title").GetAttribute("aria-invalid"));
        Assert.Equal(["Title: Please fill it in."], ErrorsOf(field));
        Assert.NotNull(field.Find("#form-Title-error"));
    }

    [Fact]
    public void AMendedError_KeepsItsPlace_AndIsReadOutNoMore()
    {
        var field = Show<TextField>(shown => shown.Add(one => one.Name, "Title"));
        Refuse("Title");
        field.Find("#form-Title").Change("Lamp");
        Assert.Empty(ErrorsOf(field));
        Assert.Equal("true", field.Find(".field-error.mended").GetAttribute("aria-hidden"));
        Assert.NotEqual("true", field.Find("#form-Title").GetAttribute("aria-invalid"));
    }

    [Theory]
    [InlineData("PetitionerName", null, true)]
    [InlineData("Title", null, false)]
    [InlineData("Title", true, true)]
    [InlineData("PetitionerName", false, false)]
    public void WhatIsPersonal_IsKeptInTheTabOnly(string name, bool? said, bool isPersonal) =>
        Assert.Equal(isPersonal, Show<TextField>(shown => shown.Add(one => one.Name, name).Add(one => one.IsPersonal, said))
            .Find($"#form-{name}").HasAttribute("data-personal"));

    [Fact]
    public void SeveralLines_AndOtherKindsOfText_AreAskedForAsSuch()
    {
        Assert.Equal("3", Show<TextField>(shown => shown.Add(one => one.Name, "Note").Add(one => one.Lines, 3))
            .Find("textarea#form-Note").GetAttribute("rows"));
        Assert.Equal("tel", Show<TextField>(shown => shown.Add(one => one.Name, "Phone").Add(one => one.Type, InputType.Telephone))
            .Find("#form-Phone").GetAttribute("type"));
        Assert.Single(Show<TextField>(shown => shown.Add(one => one.Name, "Title")).FindAll(".field.wide"));
        Assert.Empty(Show<TextField>(shown => shown.Add(one => one.Name, "Title").Add(one => one.IsNarrow, true)).FindAll(".wide"));
    }

    [Fact]
    public async Task WhatADraftPutsBack_IsTaken_AndOpensNoList()
    {
        string? value = null;
        var lists = Render<MudPopoverProvider>();
        var field = Show<TextField>(shown => shown.Add(one => one.Name, "Place").Bind(one => one.Value, value, text => value = text)
            .Add(one => one.Suggestions, ["North gate", "South gate"]));
        // As drafts.js does for what suggests: a change, and nothing typed.
        await field.Find(".suggesting").ChangeAsync(new() { Value = "gate" });
        field.WaitForAssertion(() => Assert.Equal("gate", value));
        Assert.Empty(lists.FindAll(".mud-list-item"));
        Assert.False(field.FindComponent<MudAutocomplete<string>>().Instance.Open);
    }

    [Fact]
    public async Task WhatOthersHaveTyped_IsOffered_AndMayBeIgnored()
    {
        var told = new List<string?>();
        var lists = Render<MudPopoverProvider>();
        var field = Show<TextField>(shown => shown.Add(one => one.Name, "Place")
            .Add(one => one.Suggestions, ["North gate", "South gate", "Garage"]).Add(one => one.ValueChanged, told.Add));
        await field.Find("#form-Place").InputAsync("gate");
        lists.WaitForAssertion(() => Assert.Equal(["North gate", "South gate"],
            lists.FindAll(".mud-list-item").Select(item => item.TextContent.Trim())));
        await field.Find("#form-Place").InputAsync("East gate");
        await field.Find("#form-Place").BlurAsync(new());
        field.WaitForAssertion(() => Assert.Equal("East gate", told[^1]));
    }

    [Fact]
    public void AFieldThatHasGone_IsToldAtTheTopOfItsForm()
    {
        var field = Show<TextField>(shown => shown.Add(one => one.Name, "Title"));
        Refuse("Title");
        Assert.Equal("form-Title", Assert.Single(Form.Listed).FieldId);
        field.Instance.Dispose();
        Assert.Null(Assert.Single(Form.Listed).FieldId);
        Assert.Single(Form.Others);
    }
}
