using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Actors.ServiceDefaults.Startup;

/// <summary>
/// Are the settings of a section right? They are read and checked at once, so a mistake can't hide until later.
/// </summary>
public static class SettingsExtensions
{
    /// <summary>
    /// Reads a section into a plain class and the plain classes that it holds, checks their validation attributes
    /// and, when it has any, its own <see cref="IValidatableObject"/> rules (one message a mistake, a whole sentence),
    /// and adds it as options.
    /// </summary>
    /// <exception cref="ConfigurationException">With one sentence for each mistake of the section.</exception>
    public static TSettings AddSettings<TSettings>(this WebApplicationBuilder builder, string section)
        where TSettings : class, new()
    {
        var settings = Read<TSettings>(builder.Configuration, section);
        builder.Services.AddSingleton<IOptions<TSettings>>(Options.Create(settings));
        return settings;
    }

    internal static TSettings Read<TSettings>(IConfiguration configuration, string section)
        where TSettings : class, new()
    {
        var settings = new TSettings();
        var mistakes = new List<string>();
        BindAll(settings, configuration.GetSection(section), mistakes);
        if (mistakes.Count == 0 && settings is IValidatableObject validatable)
        {
            var wrong = validatable.Validate(new ValidationContext(settings));
            mistakes.AddRange(wrong.Select(mistake => mistake.ErrorMessage!));
        }

        return mistakes.Count == 0 ? settings : throw new ConfigurationException(mistakes);
    }

    private static void BindAll(object settings, IConfigurationSection section, List<string> mistakes)
    {
        foreach (var property in settings.GetType().GetProperties().Where(property => property.CanWrite))
        {
            var given = section.GetSection(property.Name);
            if (property.GetValue(settings) is { } inner && IsPlainClass(inner.GetType()))
                BindInner(inner, given, mistakes);
            else
                Bind(settings, property, given, mistakes);
        }
    }

    private static void BindInner(object settings, IConfigurationSection section, List<string> mistakes)
    {
        if (string.IsNullOrEmpty(section.Value))
            BindAll(settings, section, mistakes);
        else
            mistakes.Add($"{section.Path} is \"{section.Value}\", but it has settings of its own and no value.");
    }

    // Ours: the framework's own types (texts, lists, durations) are values.
    private static bool IsPlainClass(Type type) =>
        type is { IsClass: true, IsArray: false }
        && type.Namespace?.StartsWith("System", StringComparison.Ordinal) == false;

    private static void Bind(object settings, PropertyInfo property, IConfigurationSection given, List<string> mistakes)
    {
        try
        {
            if (given.Exists())
            {
                property.SetValue(settings, given.Get(property.PropertyType));
            }
        }
        catch (InvalidOperationException)
        {
            mistakes.Add($"{given.Path} is \"{given.Value}\", which is {Describe(property.PropertyType)}.");
            return;
        }

        var value = property.GetValue(settings);
        mistakes.AddRange(property.GetCustomAttributes<ValidationAttribute>()
            .Where(rule => !rule.IsValid(value))
            .Select(rule => $"{given.Path} is \"{value}\", but {rule.FormatErrorMessage(given.Path)}."));
    }

    private static string Describe(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        TypeCode.Boolean => "neither true nor false",
        TypeCode.Int32 or TypeCode.Int64 => "no whole number",
        TypeCode.Double or TypeCode.Decimal => "no number",
        _ => type == typeof(TimeSpan) ? "no duration (hours:minutes:seconds)" : $"no {type.Name}",
    };
}
