# What generated Ruby DTOs take from the client gem: members by name, to JSON and back.
module ServiceStack
  module DTO
    def self.included(base) = base.extend(Reading)

    def initialize(**members) = members.each { |name, value| public_send("#{name}=", value) }

    def to_json(*args)
      self.class.properties.to_h { |member, words| [words[:name], public_send(member)] }.compact.to_json(*args)
    end

    module Reading
      def from_hash(hash)
        new(**properties.to_h { |member, words| [member, read(words[:type], hash[words[:name]])] })
      end

      def read(type, value)
        return value&.map { |each| read(type.first, each) } if type.is_a?(Array)
        type.respond_to?(:from_hash) && value ? type.from_hash(value) : value
      end
    end
  end
end
