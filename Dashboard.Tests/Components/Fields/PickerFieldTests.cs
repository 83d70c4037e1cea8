using Bunit;
using Concentric.Dashboard.Components.Records.Fields;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Concentric.Tests.Components.Fields;

/// <summary>One of many: found by a part of its name, never taken for another.</summary>
public sealed class PickerFieldTests : FieldTest
{
    private static readonly Choice<long?> First = new(1, "Zhang Wei", "No. 8, Xinsheng");
    private static readonly Choice<long?> Second = new(2, "Zhang Wei", "No. 3, Xinshun");
    private static readonly Choice<long?> Third = new(3, "Li Na");

    private readonly List<Choice<long?>?> told = [];

    [Fact]
    public async Task WhatIsTyped_Finds_AndTwoOfOneName_AreToldApart()
    {
        var lists = Render<MudPopoverProvider>();
        var field = Picker();
        await field.Find("#form-VolunteerId").InputAsync("zhang");
        lists.WaitForAssertion(() => Assert.Equal(["Zhang WeiNo. 8, Xinsheng", "Zhang WeiNo. 3, Xinshun"],
            lists.FindAll(".picker-item").Select(item => item.TextContent)));
        lists.FindAll(".mud-list-item")[1].Click();
        field.WaitForAssertion(() => Assert.Equal(Second, Assert.Single(told)));
    }

    [Fact]
    public async Task WhatNothingMatches_IsSaid()
    {
        var lists = Render<MudPopoverProvider>();
        var field = Picker();
        await field.Find("#form-VolunteerId").InputAsync("wang");
        lists.WaitForAssertion(() =>
            Assert.Equal("Nothing matches “wang”. Please try another word.", lists.Find(".picker-note").TextContent));
    }

    [Fact]
    public async Task ANameInFull_IsChosenByGoingOn_IfOneAloneHasIt()
    {
        var field = Picker();
        await LeaveAsync(field, "li na");
        field.WaitForAssertion(() => Assert.Equal(Third, Assert.Single(told)));
        Assert.False(Form.HasUnreadable);
    }

    [Theory]
    [InlineData("Zhang Wei")]
    [InlineData("Li N")]
    [InlineData("Wang")]
    public async Task WhatIsTypedAndNamesNoneOrTwo_StaysAndIsTold_AndNoneIsTaken(string typed)
    {
        var field = Picker();
        await LeaveAsync(field, typed);
        field.WaitForAssertion(() => Assert.True(Form.HasUnreadable));
        Assert.Empty(told);
        Assert.Equal(typed, field.Find("#form-VolunteerId").GetAttribute("value"));
        Assert.Equal([$"Volunteer “{typed}”: There is none such that you may use. Please choose from the list."], ErrorsOf(field));
    }

    [Fact]
    public async Task ANewOne_IsAddedByChoice_NeverByASlip()
    {
        var lists = Render<MudPopoverProvider>();
        var field = Picker(shown => shown.Add(one => one.New, text => new(9, text)));
        await field.Find("#form-VolunteerId").InputAsync("Wang Fang");
        lists.WaitForAssertion(() => Assert.Equal("Add “Wang Fang”", lists.Find(".picker-item").TextContent));
        await GoOnAsync(field);
        field.WaitForAssertion(() => Assert.True(Form.HasUnreadable));
        Assert.Empty(told);
        Assert.Contains("if it is really new", Assert.Single(ErrorsOf(field)), StringComparison.Ordinal);
        await field.Find("#form-VolunteerId").InputAsync("Wang Fangfang");
        lists.WaitForElement(".mud-list-item").Click();
        field.WaitForAssertion(() => Assert.Equal("Wang Fangfang", Assert.Single(told)!.Text));
    }

    [Fact]
    public async Task WhereSeveralAreTyped_ANewOneIsTakenByGoingOn()
    {
        var field = Picker(shown => shown.Add(one => one.New, text => new(9, text)).Add(one => one.AddsTyped, true));
        await LeaveAsync(field, "Wang Fang");
        field.WaitForAssertion(() => Assert.Equal("Wang Fang", Assert.Single(told)!.Text));
        Assert.False(Form.HasUnreadable);
    }

    [Fact]
    public void ADraft_FindsItsChoiceByKey_WhateverHasBeenShown()
    {
        var field = Picker();
        field.Find("[data-choice]").Change("3");
        field.Find("[data-choice]").Change("404");
        field.Find("[data-choice]").Change("");
        Assert.Equal([Third, null], told);
    }

    [Fact]
    public void WhatIsChosen_StandsInTheField_AndItsKeyInTheDraft()
    {
        var field = Picker(shown => shown.Add(one => one.Chosen, First));
        Assert.Equal("Zhang Wei", field.Find("#form-VolunteerId").GetAttribute("value"));
        Assert.Equal("1", field.Find("[data-choice]").GetAttribute("value"));
        // What is typed to find one is no value of the form.
        Assert.False(field.Find("#form-VolunteerId").HasAttribute("name"));
    }

    /// <summary>With the key that leaves a field, which closes its list.</summary>
    private static async Task GoOnAsync(IRenderedComponent<IComponent> field)
    {
        await field.Find("#form-VolunteerId").KeyDownAsync("Tab");
        await field.Find("#form-VolunteerId").BlurAsync(new());
    }

    private static async Task LeaveAsync(IRenderedComponent<IComponent> field, string typed)
    {
        await field.Find("#form-VolunteerId").InputAsync(typed);
        await GoOnAsync(field);
    }

    private IRenderedComponent<PickerField<long?>> Picker(Action<ComponentParameterCollectionBuilder<PickerField<long?>>>? with = null) =>
        Show<PickerField<long?>>(shown =>
        {
            shown.Add(one => one.Name, "VolunteerId").Add(one => one.Source, Choices.Source([First, Second, Third]))
                .Add(one => one.IsAtAGlance, true).Add(one => one.ChosenChanged, told.Add);
            with?.Invoke(shown);
        });
}
