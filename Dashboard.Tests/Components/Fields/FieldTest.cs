using Bunit;
using Concentric.Dashboard.Components.Records;
using Concentric.Dashboard.Components.Records.Fields;
using Concentric.Rules;
using Concentric.Tests.Components.Shared;
using Microsoft.AspNetCore.Components;

namespace Concentric.Tests.Components.Fields;

/// <summary>One field within a form, as somebody fills it in.</summary>
public abstract class FieldTest : ComponentTest
{
    protected FormState Form { get; } = new("form");

    /// <summary>The field within its form.</summary>
    protected IRenderedComponent<T> Show<T>(Action<ComponentParameterCollectionBuilder<T>> with)
        where T : IComponent => Render<T>(parameters =>
        {
            parameters.AddCascadingValue(Form);
            with(parameters);
        });

    /// <summary>A command refused the field as not filled in.</summary>
    protected void Refuse(string field) => Form.Refuse([new(field, null, Rule.Required, [])]);

    /// <summary>What is wrong with the field, as it stands beside it.</summary>
    protected static IEnumerable<string> ErrorsOf(IRenderedComponent<IComponent> field) =>
        field.FindAll(".field-error:not(.mended) p").Select(line => line.TextContent);

    /// <summary>Some choices that can be searched.</summary>
    protected static IReadOnlyList<Choice<long?>> Numbered(params string[] names) =>
        [.. names.Select((name, at) => new Choice<long?>(at + 1, name))];
}
