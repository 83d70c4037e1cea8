using Bunit;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Records.Fields;
using Concentric.Data;
using Concentric.Errands;
using Concentric.Evaluation;
using Concentric.Hazards;
using Concentric.Kinds;
using Concentric.Tests.TestData;
using Concentric.Visits;

namespace Concentric.Tests.Components.Fields;

/// <summary>The control that a field's declaration asks for, and what it writes into the form.</summary>
public sealed class FieldInputTests : FieldTest
{
    [Fact]
    public void Numbers_HaveTheirUnit_AndAreHeldAsTheStoreHoldsThem()
    {
        var errand = new FieldValues<Errand>();
        var persons = Input(errand, Field<Errand>("persons"));
        Assert.Contains("person-times", persons.Find(".mud-input-adornment").TextContent);
        persons.Find("input").Change("12");
        Assert.Equal(12L, errand[Field<Errand>("persons")]);

        var minutes = Fields().First(field => field.Type == FieldDataType.Minutes);
        var time = new FieldValues<VolunteerTime>();
        var hours = Input(time, Field<VolunteerTime>(minutes.Key));
        hours.Find("input").Change("1.5");
        Assert.Equal(90L, time[Field<VolunteerTime>(minutes.Key)]);

        static IEnumerable<Field> Fields() => AllKinds.Of<VolunteerTime>().Fields;
    }

    [Fact]
    public void ADay_IsADay_AndTellsTheFormThatItChanged()
    {
        var (values, changes) = (new FieldValues<Errand>(), 0);
        var field = Field<Errand>("served-on");
        var input = Input(values, field, shown => shown.Add(one => one.OnChanged, () => changes++));
        input.Find("input[id='form-served-on']").Change("2026-03-18");
        Assert.Equal((TestStore.Today, 1), (values[field], changes));
        input.Find("input[id='form-served-on']").Change("");
        Assert.Null(values[field]);
        Assert.True(values.Has(field));
    }

    [Fact]
    public void APersonalTextOnRecord_IsNotShown_AndStaysUnlessSomethingIsTypedOrItIsTakenOut()
    {
        var values = new FieldValues<Errand>();
        var field = Field<Errand>("beneficiary");
        var input = Input(values, field, shown => shown.Add(one => one.Kept, "王*"));
        Assert.Contains("On record: 王*.", input.Find(".field-hint").TextContent);
        Assert.True(string.IsNullOrEmpty(input.Find("#form-beneficiary").GetAttribute("value")));
        input.Find("#form-beneficiary").Change("李强");
        Assert.Equal("李强", values[field]);
        input.Find("#form-beneficiary").Change("");
        Assert.False(values.Has(field));
        input.Find("#form-beneficiary-cleared").Change(true);
        Assert.True(values.Has(field));
        Assert.Null(values[field]);
        input.Find("#form-beneficiary-cleared").Change(false);
        Assert.False(values.Has(field));
    }

    [Fact]
    public void HouseholdsOnRecord_AreRevealedOnlyToBeCorrected()
    {
        var (values, revealed) = (new FieldValues<Visit>(), 0);
        var field = AllKinds.Of<Visit>().Fields.First(one => one.Type == FieldDataType.Addresses);
        var input = Input(values, field, shown => shown.Add(one => one.Kept, "2").Add(one => one.Reveal, () =>
        {
            revealed++;
            return Task.FromResult<string?>("7-2-302\n7-2-303");
        }));
        Assert.Empty(input.FindAll("textarea"));
        Assert.Equal(0, revealed);
        input.Find($"#form-{field.Key}-changed").Change(true);
        Assert.Equal(1, revealed);
        Assert.Equal(["7-2-302", "7-2-303"], ((FieldList)values[field]!).Texts);
        Assert.Equal("7-2-302\n7-2-303", input.Find("textarea").GetAttribute("value"));
        input.Find($"#form-{field.Key}-changed").Change(false);
        Assert.False(values.Has(field));
        Assert.Empty(input.FindAll("textarea"));
    }

    [Fact]
    public void ATerm_OfFewIsARowOfButtons_AndIsHeldAsItself()
    {
        var values = new FieldValues<Hazard>();
        var field = Field<Hazard>("severity");
        IReadOnlyList<Choice<object>> choices =
            [.. Enum.GetValues(field.TermType!).Cast<object>().Select((term, at) => new Choice<object>(term, $"Term {at}"))];
        var input = Input(values, field, shown => shown.Add(one => one.Choices, choices));
        input.Find("[data-choice]").Change(choices[1].Key);
        Assert.Equal(choices[1].Value, values[field]);
    }

    [Fact]
    public void LongTexts_HaveSeveralLines_AndMoneyIsYuan()
    {
        var values = new FieldValues<Errand>();
        Assert.NotNull(Input(values, Field<Errand>("note")).Find("textarea[rows='3']"));
        var money = AllKinds.List.SelectMany(kind => kind.Declared).First(one => one is { Type: FieldDataType.Money, IsEntered: true });
        var kind = AllKinds.List.First(one => one.Declared.Contains(money));
        var held = new OneValue(money);
        var input = Show<FieldInput>(shown => shown.Add(one => one.Field, money).Add(one => one.Kind, kind.Key)
            .Add(one => one.Values, held));
        Assert.Contains("yuan", input.Find(".mud-input-adornment").TextContent);
        input.Find("input").Change("12.50");
        Assert.Equal(1_250L, held[money]);
    }

    private static Field<T> Field<T>(string key)
        where T : EnteredRecord => AllKinds.Of<T>()[key];

    private IRenderedComponent<FieldInput> Input<T>(FieldValues<T> values, Field field,
        Action<ComponentParameterCollectionBuilder<FieldInput>>? with = null)
        where T : EnteredRecord => Show<FieldInput>(shown =>
        {
            shown.Add(one => one.Field, field).Add(one => one.Kind, AllKinds.Of<T>().Key).Add(one => one.Values, values);
            with?.Invoke(shown);
        });

    /// <summary>What a form holds of a single field.</summary>
    private sealed class OneValue(Field only) : IFieldValues
    {
        private object? value;

        public IReadOnlyCollection<Field> Told => [only];

        public object? this[Field field]
        {
            get => value;
            set => this.value = value;
        }

        public bool Has(Field field) => true;

        public void Leave(Field field) => value = null;
    }
}
