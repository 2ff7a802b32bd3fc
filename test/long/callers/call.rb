# encoding: utf-8
require 'json'
require 'net/http'

require_relative 'dtos'

def send_message(message, headers = {})
  uri = URI("#{ENV.fetch('GATEWAY')}/api/#{message.get_type_name}")
  JSON.parse(Net::HTTP.post(uri, message.to_json, { 'Content-Type' => 'application/json', **headers }).body)
end

parcel = ShipParcel.new(
  to: 'Zoë "7" & Söhne',
  colour: Colour::DEEP_BLUE,
  parts: [Part.new(name: 'bolt', count: 2), Part.new(name: 'nut', count: 3)],
  marks: ['a,b']
)
answer = parcel.response_type.from_hash(send_message(parcel, { 'X-Api-Key' => ENV.fetch('KEY') }))
parts = answer.parts.map { |part| "#{part.name}*#{part.count}" }.join(',')
puts [answer.id, answer.to, answer.colour, parts, answer.total].join('|')
puts send_message(parcel)['responseStatus']['errorCode']
