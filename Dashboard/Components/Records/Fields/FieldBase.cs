using System.Globalization;
using Concentric.Dashboard.Components.Shared;
using Concentric.Data;
using Concentric.Rules;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;

namespace Concentric.Dashboard.Components.Records.Fields;

/// <summary>What all fields of a form share: name, label, hint, and what is wrong with them.</summary>
public abstract class FieldBase : GuardedComponent, IDisposable
{
    private readonly CancellationTokenSource leaving = new();
    private bool isChosen;
    private bool isClosing;

    protected FieldBase() => Leaving = leaving.Token;

    /// <summary>Name of the input's property, as commands name it when they refuse; the label is its text in the resources.</summary>
    [Parameter, EditorRequired]
    public required string Name { get; set; }

    /// <summary>Another label than the field's own.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>True when it is personal; by default as the entities declare the property of the name.</summary>
    [Parameter]
    public bool? IsPersonal { get; set; }

    /// <summary>One line below the label.</summary>
    [Parameter]
    public string? Hint { get; set; }

    [Parameter]
    public bool Required { get; set; }

    [CascadingParameter]
    public FormState? Form { get; set; }

    [Inject]
    private IJSRuntime Browser { get; set; } = null!;

    /// <summary>For everything the field waits for.</summary>
    protected CancellationToken Leaving { get; }

    /// <summary>What is typed into a personal field is not kept on the device after the tab is closed (drafts.js).</summary>
    protected string? Private => IsPersonal ?? PersonalFields.Has(Name) ? "" : null;

    protected string Id => Form?.IdOf(Name) ?? Name;

    protected string Title => Label ?? RuleTexts.Field(Name, CultureInfo.CurrentUICulture);

    protected IReadOnlyList<string> Errors => [.. Form?.Of(Name) ?? []];

    protected string? Invalid => Errors.Count > 0 ? "true" : null;

    /// <summary>Ids of what explains the field, for readers of the screen.</summary>
    protected string? DescribedBy => (Hint, Errors.Count) switch
    {
        (null, 0) => null,
        (null, _) => Id + "-error",
        (_, 0) => Id + "-hint",
        _ => $"{Id}-hint {Id}-error",
    };

    /// <summary>
    /// What all text fields are given, whatever is typed into them: how they look, what explains them, and the name by which drafts
    /// know them.
    /// </summary>
    protected Dictionary<string, object> TextFieldAttributes
    {
        get
        {
            var attributes = new Dictionary<string, object>
            {
                [nameof(MudTextField<string>.InputId)] = Id,
                [nameof(MudTextField<string>.Variant)] = Variant.Outlined,
                [nameof(MudTextField<string>.Margin)] = Margin.Dense,
                [nameof(MudTextField<string>.Error)] = Errors.Count > 0,
                [nameof(MudTextField<string>.Required)] = Required,
                [nameof(MudTextField<string>.RequiredError)] = RuleTexts.Of(Rule.Required, CultureInfo.CurrentUICulture),
                ["name"] = Name,
                ["autocomplete"] = "off",
            };
            if (DescribedBy is { } explained) attributes[nameof(MudTextField<string>.HelperId)] = explained;
            if (Private is { } isPrivate) attributes["data-personal"] = isPrivate;
            return attributes;
        }
    }

    public void Dispose()
    {
        leaving.Cancel();
        leaving.Dispose();
        GC.SuppressFinalize(this);
        if (Form is null) return;
        Form.Hide(Name);
        Form.Changed -= OnFormChanged;
    }

    protected override void OnInitialized()
    {
        if (Form is null) return;
        Form.Show(Name, Label);
        Form.Changed += OnFormChanged;
    }

    /// <summary>
    /// Class of a list to choose from. MudBlazor closes a list when something is chosen, has it open again for whatever draws the field
    /// meanwhile, and then closes it for good: until then it is not seen, and Escape is not for it (actions.js).
    /// </summary>
    protected string ListClass => isClosing ? "picker-list closing" : "picker-list";

    /// <summary>
    /// Somebody has chosen in a list or a calendar that stands outside the form, of which the browser tells the form nothing: what keeps
    /// drafts, and Escape, hear of it as soon as it is drawn, and again when what the choice changes has been drawn.
    /// </summary>
    /// <param name="isListOpen">
    /// Of a list of <see cref="ListClass"/>, whether it says that it is open: it does not while it takes what was chosen in it, and does
    /// while letters are typed into it, which are taken over in the same way.
    /// </param>
    protected async Task ChooseAsync(Func<Task> change, bool isListOpen = true)
    {
        (isChosen, isClosing) = (true, !isListOpen);
        await change();
        isChosen = true;
    }

    /// <summary>For a list that was opened or has closed.</summary>
    protected void OnListMoved() => isClosing = false;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!isChosen) return;
        isChosen = false;
        await Browser.InvokeVoidAsync("concentricDrafts.keep", Leaving, Id);
    }

    private void OnFormChanged() => InvokeAsync(StateHasChanged);
}
