using System.Globalization;
using System.Text.Json;
using Concentric.Dashboard.Resources;
using Concentric.Ledgers;
using Concentric.Metrics;
using Concentric.Time;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace Concentric.Dashboard.Api.Description;

/// <summary>Says what each operation, parameter and answer means, with an example.</summary>
internal sealed class OperationTexts(MetricCatalogue catalogue, IOptions<JsonOptions> json) : IOpenApiOperationTransformer
{
    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        operation.Summary = ApiTexts.Get($"Doc.{operation.OperationId}.Summary");
        operation.Description = ApiTexts.Get($"Doc.{operation.OperationId}");
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>()) Describe(parameter);
        foreach (var (status, response) in operation.Responses ?? [])
        {
            response.Description = ApiTexts.Get($"Doc.Response.{status}");
            if (status != "200" || response.Content is not { } contents || !contents.TryGetValue("application/json", out var content))
                continue;
            if (ApiExamples.AnswerTo(operation.OperationId!, catalogue) is { } example)
                content.Example = JsonSerializer.SerializeToNode(example, example.GetType(), json.Value.SerializerOptions);
        }

        return Task.CompletedTask;
    }

    private static void Describe(OpenApiParameter parameter)
    {
        parameter.Description = ApiTexts.Get($"Doc.Parameter.{parameter.Name}");
        parameter.Example = ApiExamples.Parameter(parameter.Name!);
        // Bound as text, so that what is wrong is answered with its name.
        if (parameter.Schema is not OpenApiSchema schema) return;
        switch (parameter.Name)
        {
            case "from" or "to":
                schema.Format = "date";
                break;
            case "period":
                schema.Enum = [.. NamedPeriods.Running.Concat(NamedPeriods.Past).Select(one => one.Name), NamedPeriods.Custom];
                break;
            case "page":
                (schema.Type, schema.Minimum, schema.Default) = (JsonSchemaType.Integer, "1", 1);
                break;
            case "pageSize":
                (schema.Type, schema.Minimum, schema.Default) = (JsonSchemaType.Integer, "1", PageParameters.DefaultSize);
                schema.Maximum = LedgerRequest.MostRows.ToString(CultureInfo.InvariantCulture);
                break;
        }
    }
}
